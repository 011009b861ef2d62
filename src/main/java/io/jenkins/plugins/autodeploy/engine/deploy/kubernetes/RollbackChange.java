package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.ClusterHistory;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.PreviewOfReturn;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.ReturnPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history.RevisionHistory;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.KindRules;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Takes back a version that ran before: its pod template, its replicas and the configuration that it read, as far as they are kept. All else of the workload stays as it is. */
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
        DeployChange.COMPARISONS.check(request.plan());
        if (analysis() != null) {
            analysis()
                    .checkAddresses(
                            "a whole URL, since a rollback has no manifests that tell where the path is to be asked");
        }
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
    public Proposal propose(ClusterApi cluster, WorkloadView there, @CheckForNull String chosen)
            throws InvalidInputException {
        LiveWorkload now = there.workload();
        if (now == null) {
            throw absent();
        }
        KindRules.checkStrategy(now.kind(), request.plan());
        RevisionHistory history = new ClusterHistory(cluster).read(now, there.revisions());
        RevisionHistory.Revision revision = chosen == null
                ? choose(cluster, history)
                : history.version(chosen).orElseThrow(() -> gone(chosen));
        ReturnPlan plan = ReturnPlan.of(cluster, now, revision);
        List<Manifest> manifests = new ArrayList<>();
        for (ObjectNode config : plan.restored()) {
            ObjectNode restored = config.deepCopy();
            restored.withObject("/metadata/annotations").put(Annotations.DEPLOYMENT_ID, request.id());
            manifests.add(new Manifest(restored));
        }
        manifests.add(workload(plan, now));
        KindRules.check(now, manifests.get(manifests.size() - 1));
        return new Proposal(
                manifests,
                true,
                revision.image(),
                revision.version(),
                PreviewOfReturn.of(plan, now, history, revision).sentences(),
                null,
                List.of());
    }

    /** What it would change. Changes nothing. */
    RollbackPreview preview(ClusterApi cluster) throws InvalidInputException {
        LiveWorkload now = cluster.workload(kind(cluster), request.workload());
        if (now == null) {
            throw absent();
        }
        RevisionHistory history = new ClusterHistory(cluster).read(now);
        RevisionHistory.Revision revision = choose(cluster, history);
        return PreviewOfReturn.of(ReturnPlan.of(cluster, now, revision), now, history, revision);
    }

    private RevisionHistory.Revision choose(ClusterApi cluster, RevisionHistory history) throws InvalidInputException {
        return new ClusterHistory(cluster).choose(history, request.to());
    }

    private Manifest workload(ReturnPlan plan, LiveWorkload now) {
        ObjectNode frame = LiveObject.frame(plan.live());
        frame.withObject("/metadata/annotations")
                .put(Annotations.DEPLOYMENT_ID, request.id())
                .put(Annotations.CHANGE_CAUSE, "autodeploy: rollback %s: %s".formatted(request.id(), request.reason()));
        Integer replicas = plan.replicas() == null ? now.replicas() : plan.replicas();
        if (replicas != null) {
            frame.withObject("/spec").put("replicas", replicas);
        }
        if (request.plan().strategy().equals(RolloutPlan.RECREATE)) {
            frame.withObject("/spec").putObject("strategy").put("type", "Recreate");
        }
        return LiveObject.join(frame, plan.template());
    }

    private InvalidInputException absent() {
        return new InvalidInputException(
                "workload",
                request.workload(),
                "a workload (%s) that exists in namespace '%s'".formatted(WorkloadKind.all(), request.namespace()));
    }

    private InvalidInputException gone(String version) {
        return new InvalidInputException("to", request.to(), "a revision whose %s is still there".formatted(version));
    }

    /** Which objects the old version came with is not known: all that are there stay. */
    @Override
    public void tidy(ClusterApi cluster, LiveWorkload live, Consumer<String> steps) {}
}
