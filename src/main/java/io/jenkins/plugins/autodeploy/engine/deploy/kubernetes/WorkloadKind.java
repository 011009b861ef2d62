package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of workload that are deployed to. Their versions are kept by the cluster as replica sets or, of the others, as ControllerRevisions. */
enum WorkloadKind {
    DEPLOYMENT("Deployment", "ReplicaSet"),
    STATEFUL_SET("StatefulSet", "ControllerRevision"),
    DAEMON_SET("DaemonSet", "ControllerRevision");

    private static final String API = "apps/v1";

    private final String kind;
    private final String versions;

    WorkloadKind(String kind, String versions) {
        this.kind = kind;
        this.versions = versions;
    }

    /** Empty when the object is no workload of these kinds. */
    static Optional<WorkloadKind> of(Manifest manifest) {
        return Arrays.stream(values())
                .filter(value -> value.kind.equals(manifest.kind())
                        && manifest.apiVersion().startsWith("apps/"))
                .findFirst();
    }

    /** All kinds in words. */
    static String all() {
        return Arrays.stream(values()).map(value -> value.kind).collect(Collectors.joining(", "));
    }

    String kind() {
        return kind;
    }

    /** For {@code kubectl}: {@code statefulset/web}. */
    String resource(String name) {
        return kind.toLowerCase(Locale.ROOT) + "/" + name;
    }

    ObjectRef ref(String name) {
        return new ObjectRef(API, kind, name);
    }

    /** The object in which the cluster keeps a version. */
    ObjectRef version(String name) {
        return new ObjectRef(API, versions, name);
    }
}
