package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for the builders of Dockerfiles on a machine. */
public final class BuilderSearch {
    private final Machine machine;
    private final ImageReader reader;

    public BuilderSearch(Machine machine, ImageReader reader) {
        this.machine = machine;
        this.reader = reader;
    }

    /** The builders that run Dockerfiles, in the order in which they are preferred. */
    public static List<String> names() {
        return List.of(
                DockerBuilder.NAME,
                ContainersTool.BUILDAH.program(),
                ContainersTool.PODMAN.program(),
                KanikoBuilder.NAME);
    }

    /** Asks whether a builder is there. */
    public Found find(String name, BuildRequest request) throws InterruptedException {
        if (name.equals(DockerBuilder.NAME)) {
            return DockerBuilder.find(machine, request);
        }
        if (name.equals(KanikoBuilder.NAME)) {
            return KanikoBuilder.find(machine, reader);
        }
        ContainersTool tool = Arrays.stream(ContainersTool.values())
                .filter(known -> known.program().equals(name))
                .findFirst()
                .orElseThrow();
        return ContainersBuilder.find(machine, tool);
    }

    /** What was asked for that a builder cannot do, with the reasons. */
    public static Map<BuildFeature, String> lacks(ImageBuilder builder, BuildRequest request) {
        Map<BuildFeature, String> lacks = new LinkedHashMap<>();
        for (BuildFeature feature : BuildFeature.values()) {
            String why = builder.cannot().get(feature);
            if (why != null && feature.isAskedBy(request)) {
                lacks.put(feature, why);
            }
        }
        return lacks;
    }
}
