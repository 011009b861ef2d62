package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of workload that are deployed to. Their versions are kept by the cluster as replica sets or, of the others, as ControllerRevisions. */
public enum WorkloadKind {
    DEPLOYMENT(Deployment.class, ReplicaSet.class),
    STATEFUL_SET(StatefulSet.class, ControllerRevision.class),
    DAEMON_SET(DaemonSet.class, ControllerRevision.class);

    private static final String API = "apps/v1";

    private final Class<? extends HasMetadata> type;
    private final Class<? extends HasMetadata> versionType;

    WorkloadKind(Class<? extends HasMetadata> type, Class<? extends HasMetadata> versionType) {
        this.type = type;
        this.versionType = versionType;
    }

    /** Empty when the object is no workload of these kinds. */
    public static Optional<WorkloadKind> of(Manifest manifest) {
        return Arrays.stream(values())
                .filter(value -> value.kind().equals(manifest.kind())
                        && manifest.apiVersion().startsWith("apps/"))
                .findFirst();
    }

    /** All kinds in words. */
    public static String all() {
        return Arrays.stream(values()).map(WorkloadKind::kind).collect(Collectors.joining(", "));
    }

    public String kind() {
        return HasMetadata.getKind(type);
    }

    public Class<? extends HasMetadata> type() {
        return type;
    }

    /** Of the objects in which the cluster keeps versions. */
    public Class<? extends HasMetadata> versionType() {
        return versionType;
    }

    /** For {@code kubectl}: {@code statefulset/web}. */
    public String resource(String name) {
        return kind().toLowerCase(Locale.ROOT) + "/" + name;
    }

    public ObjectRef ref(String name) {
        return new ObjectRef(API, kind(), name);
    }

    /** The object in which the cluster keeps a version. */
    public ObjectRef version(String name) {
        return new ObjectRef(API, HasMetadata.getKind(versionType), name);
    }
}
