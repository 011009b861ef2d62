package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Takes back a version that ran before: its pod template as the cluster kept it. Replicas and all else of the workload stay as they are. */
record RollbackChange(RollbackRequest request) implements Change {
    @Override
    public String id() {
        return request.id();
    }

    @Override
    public String namespace() {
        return request.namespace();
    }

    @Override
    public String workload() {
        return request.workload();
    }

    @Override
    public Duration timeout() {
        return request.timeout();
    }

    @Override
    public boolean dryRun() {
        return request.dryRun();
    }

    /** What ran before is what the user wants to leave. */
    @Override
    public boolean returnsOnFailure() {
        return false;
    }

    @Override
    public RolloutPlan plan() {
        return request.plan();
    }

    @Override
    public void check() throws InvalidInputException {
        RequestRules.check(request);
        RequestRules.checkNamespace(request.namespace());
    }

    @Override
    public Deployment firstRecord(Target target, Instant now) {
        return Deployment.asked(
                        request.id(),
                        request.environment(),
                        target,
                        "",
                        request.plan().strategy(),
                        now,
                        request.trigger(),
                        null)
                .toBuilder()
                .rollbackReason(request.reason())
                .build();
    }

    @Override
    public WorkloadKind kind(ClusterApi cluster) {
        return Arrays.stream(WorkloadKind.values())
                .filter(kind -> cluster.workload(kind, request.workload()) != null)
                .findFirst()
                .orElse(WorkloadKind.DEPLOYMENT);
    }

    @Override
    public Proposal propose(
            ClusterApi cluster, @CheckForNull LiveWorkload now, RevisionHistory history, @CheckForNull String chosen)
            throws InvalidInputException {
        if (now == null) {
            throw new InvalidInputException(
                    "workload",
                    request.workload(),
                    "a workload (%s) that exists in namespace '%s'".formatted(WorkloadKind.all(), request.namespace()));
        }
        KindRules.checkStrategy(now.kind(), request.plan());
        ObjectRef version = now.kind()
                .version(chosen != null ? chosen : history.choose(request.to()).version());
        ObjectNode kept = cluster.find(version)
                .orElseThrow(() -> new InvalidInputException(
                        "to", request.to(), "a revision whose %s is still there".formatted(version.label())));
        ObjectNode live = cluster.find(now.ref())
                .orElseThrow(() -> new InvalidInputException("workload", request.workload(), "a workload that stays"));
        ObjectNode template = LiveObject.template(kept);
        ObjectNode frame = LiveObject.frame(live);
        if (now.replicas() != null) {
            frame.withObject("/spec").put("replicas", now.replicas());
        }
        frame.withObject("/metadata/annotations")
                .put(Annotations.DEPLOYMENT_ID, request.id())
                .put(Annotations.CHANGE_CAUSE, "autodeploy: rollback %s: %s".formatted(request.id(), request.reason()));
        String image = template.at("/spec/containers/0/image").asText();
        Manifest workload = LiveObject.join(frame, template);
        KindRules.check(now, workload);
        return new Proposal(List.of(workload), true, image, version.name(), null);
    }

    /** Which objects the old version came with is not known: all that are there stay. */
    @Override
    public void tidy(ClusterApi cluster, LiveWorkload live, Consumer<String> steps) {}
}
