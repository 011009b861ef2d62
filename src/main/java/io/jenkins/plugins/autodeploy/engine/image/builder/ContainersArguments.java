package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of {@code buildah bud} and {@code podman build}. */
record ContainersArguments(BuildOrder order, ContainersTool kind) {
    /**
     * @param list the name of an index to put the images into; null for one image, which gets its names
     * @param ignoreFile null for the project's own
     */
    List<String> of(
            String idFile,
            @CheckForNull String list,
            Map<String, String> labels,
            List<String> secrets,
            RegistryFolder registry,
            String dockerfile,
            @CheckForNull String ignoreFile,
            String context) {
        BuildParameters parameters = order.request().parameters();
        // Layers put onto nothing are taken for the same on every platform when they are cached.
        boolean cached = list == null || order.baseImage().isPresent();
        List<String> arguments =
                new ArrayList<>(List.of("--log-level", "debug", kind.build(), "--layers=" + cached, "--force-rm"));
        if (list == null) {
            arguments.addAll(List.of("--iidfile", idFile));
            order.names().references().forEach(reference -> option(arguments, "--tag", reference));
        } else {
            option(arguments, "--manifest", list);
        }
        if (!parameters.platforms().isEmpty()) {
            option(arguments, "--platform", String.join(",", parameters.platforms()));
        }
        pairs(arguments, "--build-arg", parameters.buildArgs());
        pairs(arguments, "--label", labels);
        pairs(arguments, "--annotation", labels);
        option(arguments, "--target", parameters.target());
        option(arguments, "--network", parameters.network());
        option(arguments, "--format", parameters.format());
        parameters.cacheFrom().forEach(repository -> option(arguments, "--cache-from", repository));
        option(arguments, "--cache-to", parameters.cacheTo());
        arguments.addAll(secrets);
        if (parameters.noCache()) {
            arguments.add("--no-cache");
        }
        arguments.add(parameters.pull() ? "--pull-always" : "--pull=false");
        arguments.addAll(access(order, registry));
        option(arguments, "--ignorefile", ignoreFile);
        arguments.addAll(List.of("--file", dockerfile, context));
        return arguments;
    }

    /** How the registry is reached. */
    static List<String> access(BuildOrder order, RegistryFolder registry) {
        List<String> arguments = new ArrayList<>();
        option(arguments, "--authfile", registry.authFile());
        option(arguments, "--cert-dir", registry.certificateFile() == null ? null : registry.path());
        if (order.request().registry().insecure()) {
            arguments.add("--tls-verify=false");
        }
        return arguments;
    }

    private static void pairs(List<String> arguments, String name, Map<String, String> values) {
        values.forEach((key, value) -> option(arguments, name, key + "=" + value));
    }

    private static void option(List<String> arguments, String name, @CheckForNull String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }
}
