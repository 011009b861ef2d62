package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterRevision;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where the version of a workload that is live came from, as its pod template tells. A template that is taken back brings that along. */
final class LiveVersion {
    private LiveVersion() {}

    /** Empty where there is no workload. */
    static Optional<Provenance> of(WorkloadView there) {
        return there.workload() == null ? Optional.empty() : of(there.workload(), there.revisions());
    }

    /** The version that was last seen complete: one that never was did not go live, even where it was left as it is. */
    static Optional<Provenance> of(LiveWorkload workload, List<ClusterRevision> kept) {
        String version = workload.deploymentId();
        if (version == null || version.equals(LiveWorkload.annotation(workload.metadata(), Annotations.VERIFIED))) {
            return Optional.of(provenance(workload.template()));
        }
        return kept.stream()
                .filter(revision -> revision.isGood() && !version.equals(revision.deploymentId()))
                .max(Comparator.comparingLong(ClusterRevision::number))
                .map(revision -> provenance(revision.template()));
    }

    private static Provenance provenance(PodTemplateSpec template) {
        return Provenance.read(fact -> template.getMetadata() == null
                ? null
                : LiveWorkload.annotation(template.getMetadata(), Annotations.PROVENANCE + fact));
    }
}
