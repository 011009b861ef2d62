package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.builder.DockerClient.Build;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of {@code docker build}. */
record DockerArguments(BuildRequest request, Build build, String idFile) {
    List<String> of(
            List<String> references,
            Map<String, String> labels,
            @CheckForNull String platform,
            List<String> secrets,
            String dockerfile,
            String context) {
        BuildParameters parameters = request.parameters();
        List<String> arguments = new ArrayList<>(List.of("build"));
        if (build == Build.CLASSIC) {
            // Without it a failed build of the classic builder leaves its containers behind.
            arguments.add("--force-rm");
        } else {
            arguments.addAll(List.of("--progress", "plain"));
        }
        if (build == Build.BUILDX) {
            arguments.add("--load");
        }
        arguments.addAll(List.of("--iidfile", idFile));
        references.forEach(reference -> arguments.addAll(List.of("--tag", reference)));
        parameters.buildArgs().forEach((name, value) -> arguments.addAll(List.of("--build-arg", name + "=" + value)));
        labels.forEach((name, value) -> arguments.addAll(List.of("--label", name + "=" + value)));
        option(arguments, "--target", parameters.target());
        option(arguments, "--platform", platform);
        option(arguments, "--network", parameters.network());
        parameters.cacheFrom().forEach(repository -> option(arguments, "--cache-from", repository));
        arguments.addAll(cacheTo(parameters));
        arguments.addAll(secrets);
        if (parameters.noCache()) {
            arguments.add("--no-cache");
        }
        if (parameters.pull()) {
            arguments.add("--pull");
        }
        arguments.addAll(List.of("--file", dockerfile, context));
        return arguments;
    }

    private List<String> cacheTo(BuildParameters parameters) {
        if (BuildFeature.CACHE_TO_INLINE.isAskedBy(request)) {
            return build == Build.BUILDX
                    ? List.of("--cache-to", "type=inline")
                    : List.of("--build-arg", "BUILDKIT_INLINE_CACHE=1");
        }
        return parameters.cacheTo() == null
                ? List.of()
                : List.of("--cache-to", "type=registry,mode=max,ref=" + parameters.cacheTo());
    }

    private static void option(List<String> arguments, String name, @CheckForNull String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }
}
