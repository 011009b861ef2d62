package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Where objects say what their pods are like: workloads of Kubernetes and of extensions that are built alike. Pure. */
public final class PodSpecs {
    private static final List<String> PLACES =
            List.of("/spec/template/spec", "/spec/jobTemplate/spec/template/spec", "/spec");

    private PodSpecs() {}

    /** The parts of the object's own tree. */
    public static List<ObjectNode> in(ObjectNode object) {
        return PLACES.stream()
                .map(object::at)
                .filter(spec -> spec.path("containers").isArray())
                .flatMap(spec -> spec instanceof ObjectNode pod ? Stream.of(pod) : Stream.empty())
                .toList();
    }
}
