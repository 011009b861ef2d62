package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A workload of any kind as the cluster has it, with what is decided upon. Pure.
 *
 * @param replicas null for a DaemonSet, which has a pod on each node that fits
 * @param hold what keeps its controller from rolling a change out
 * @param ordered whether its pods are started one after the other, so that one that does not become ready blocks the others
 * @param observedGeneration of the last change that its controller has acted on
 * @param version what its controller calls the present version: the number of a Deployment's, the name of a StatefulSet's; null when it does not say
 */
public record LiveWorkload(
        WorkloadKind kind,
        ObjectMeta metadata,
        LabelSelector selector,
        PodTemplateSpec template,
        @CheckForNull Integer replicas,
        Hold hold,
        boolean ordered,
        long observedGeneration,
        PodCounts counts,
        List<Condition> conditions,
        @CheckForNull String version) {
    /** What keeps changes from being rolled out. */
    public enum Hold {
        NONE,
        /** A Deployment with {@code spec.paused}. */
        PAUSED,
        /** The update strategy {@code OnDelete}: pods are replaced when somebody deletes them. */
        ON_DELETE
    }

    /** A condition of the status. */
    public record Condition(
            String type,
            String status,
            @CheckForNull String reason,
            @CheckForNull String message) {}

    private static final String ON_DELETE = "OnDelete";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param object a Deployment, StatefulSet or DaemonSet; null gives null */
    @CheckForNull
    public static LiveWorkload of(@CheckForNull HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return ofDeployment(deployment);
        }
        if (object instanceof StatefulSet set) {
            return ofStatefulSet(set);
        }
        return object instanceof DaemonSet set ? ofDaemonSet(set) : null;
    }

    /** @param object of that kind */
    public static LiveWorkload parse(WorkloadKind kind, ObjectNode object) {
        return of(MAPPER.convertValue(object, kind.type()));
    }

    private static LiveWorkload ofDeployment(Deployment deployment) {
        DeploymentStatus status = Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
        return new LiveWorkload(
                WorkloadKind.DEPLOYMENT,
                deployment.getMetadata(),
                deployment.getSpec().getSelector(),
                deployment.getSpec().getTemplate(),
                deployment.getSpec().getReplicas(),
                Boolean.TRUE.equals(deployment.getSpec().getPaused()) ? Hold.PAUSED : Hold.NONE,
                false,
                Objects.requireNonNullElse(status.getObservedGeneration(), -1L),
                PodCounts.of(deployment.getSpec().getReplicas(), status),
                status.getConditions().stream()
                        .map(condition -> new Condition(
                                condition.getType(),
                                condition.getStatus(),
                                condition.getReason(),
                                condition.getMessage()))
                        .toList(),
                annotation(deployment.getMetadata(), Annotations.REVISION));
    }

    private static LiveWorkload ofStatefulSet(StatefulSet set) {
        StatefulSetStatus status = Objects.requireNonNullElseGet(set.getStatus(), StatefulSetStatus::new);
        boolean onDelete = set.getSpec().getUpdateStrategy() != null
                && ON_DELETE.equals(set.getSpec().getUpdateStrategy().getType());
        return new LiveWorkload(
                WorkloadKind.STATEFUL_SET,
                set.getMetadata(),
                set.getSpec().getSelector(),
                set.getSpec().getTemplate(),
                set.getSpec().getReplicas(),
                onDelete ? Hold.ON_DELETE : Hold.NONE,
                !"Parallel".equals(set.getSpec().getPodManagementPolicy()),
                Objects.requireNonNullElse(status.getObservedGeneration(), -1L),
                PodCounts.of(set, status),
                List.of(),
                status.getUpdateRevision());
    }

    private static LiveWorkload ofDaemonSet(DaemonSet set) {
        DaemonSetStatus status = Objects.requireNonNullElseGet(set.getStatus(), DaemonSetStatus::new);
        boolean onDelete = set.getSpec().getUpdateStrategy() != null
                && ON_DELETE.equals(set.getSpec().getUpdateStrategy().getType());
        return new LiveWorkload(
                WorkloadKind.DAEMON_SET,
                set.getMetadata(),
                set.getSpec().getSelector(),
                set.getSpec().getTemplate(),
                null,
                onDelete ? Hold.ON_DELETE : Hold.NONE,
                false,
                Objects.requireNonNullElse(status.getObservedGeneration(), -1L),
                PodCounts.of(status),
                List.of(),
                null);
    }

    /** The same with another number of replicas. */
    public LiveWorkload with(int number) {
        return new LiveWorkload(
                kind,
                metadata,
                selector,
                template,
                number,
                hold,
                ordered,
                observedGeneration,
                counts,
                conditions,
                version);
    }

    public String name() {
        return metadata.getName();
    }

    public long generation() {
        return Objects.requireNonNullElse(metadata.getGeneration(), 0L);
    }

    public ObjectRef ref() {
        return kind.ref(name());
    }

    /** The deployment or rollback that acted last; null when none did. */
    @CheckForNull
    public String actor() {
        return annotation(metadata, Annotations.DEPLOYMENT_ID);
    }

    /** The deployment that brought the present version; null when none did. */
    @CheckForNull
    public String deploymentId() {
        return deploymentId(template);
    }

    /** Whether the cluster's controller has acted on the workload as it is. */
    public boolean isObserved() {
        return observedGeneration >= generation();
    }

    /** Whether a kept version is the present one. Of a DaemonSet's that fit, the newest is. */
    public boolean isAt(ClusterRevision revision) {
        boolean named =
                switch (kind) {
                    case DEPLOYMENT -> String.valueOf(revision.number()).equals(version);
                    case STATEFUL_SET -> revision.name().equals(version);
                    case DAEMON_SET -> true;
                };
        return named && Objects.equals(revision.deploymentId(), deploymentId());
    }

    public Optional<Condition> condition(String type) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst();
    }

    @CheckForNull
    public static String annotation(ObjectMeta metadata, String name) {
        Map<String, String> annotations = metadata.getAnnotations();
        return annotations == null ? null : annotations.get(name);
    }

    @CheckForNull
    static String deploymentId(PodTemplateSpec template) {
        return template.getMetadata() == null ? null : annotation(template.getMetadata(), Annotations.DEPLOYMENT_ID);
    }
}
