package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;

/** What a kind of workload cannot be asked for. Pure. */
public final class KindRules {
    private static final String WORKLOAD = "workload";
    private static final String ON_DELETE = "OnDelete";

    private KindRules() {}

    /** @throws InvalidInputException if workloads of this kind cannot do what the request asks for */
    public static void check(WorkloadKind kind, DeployRequest request) throws InvalidInputException {
        checkStrategy(kind, request.plan());
        if (kind == WorkloadKind.DAEMON_SET && request.replicas() != null) {
            throw new InvalidInputException(
                    "replicas",
                    request.replicas(),
                    "no number for the DaemonSet %s, which runs a pod on each node that fits"
                            .formatted(request.workload()));
        }
    }

    /** @throws InvalidInputException if workloads of this kind cannot be replaced in this way */
    public static void checkStrategy(WorkloadKind kind, RolloutPlan plan) throws InvalidInputException {
        if (kind != WorkloadKind.DEPLOYMENT && !plan.strategy().equals(RolloutPlan.ROLLING)) {
            throw new InvalidInputException(
                    "strategy",
                    plan.strategy(),
                    "rolling, the only one for a %s: other strategies are for Deployments".formatted(kind.kind()));
        }
    }

    /**
     * @param now the workload that is there; null when there is none
     * @param then the workload as it is to be
     * @throws InvalidInputException if the cluster would not roll the change out
     */
    public static void check(@CheckForNull LiveWorkload now, Manifest then) throws InvalidInputException {
        JsonNode type = then.json().at("/spec/updateStrategy/type");
        boolean heldNow = type.isMissingNode() && now != null && now.hold() == LiveWorkload.Hold.ON_DELETE;
        if (heldNow || type.asText().equals(ON_DELETE)) {
            throw new InvalidInputException(
                    WORKLOAD,
                    "%s with the update strategy OnDelete".formatted(then.label()),
                    "the update strategy RollingUpdate: with OnDelete the cluster replaces no pod by itself, so that there is no rollout to watch");
        }
        if (now != null && now.hold() == LiveWorkload.Hold.PAUSED) {
            throw new InvalidInputException(
                    WORKLOAD,
                    now.name(),
                    "a Deployment that is not paused (kubectl rollout resume %s)"
                            .formatted(now.kind().resource(now.name())));
        }
    }
}
