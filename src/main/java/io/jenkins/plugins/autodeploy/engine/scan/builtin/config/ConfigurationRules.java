package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose.ComposeFile;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile.DockerfileFaults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes.KubernetesManifests;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every fault that the built-in checks know, once. */
public final class ConfigurationRules {
    private static final List<Rule> ALL = Stream.of(
                    DockerfileFaults.rules(),
                    ImageConfigurationCheck.rules(),
                    KubernetesManifests.rules(),
                    ComposeFile.rules())
            .flatMap(List::stream)
            .toList();
    private static final Map<String, Rule> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

    private ConfigurationRules() {}

    /** In the order of what they look at: Dockerfiles, images, Kubernetes, Compose. */
    public static List<Rule> all() {
        return ALL;
    }

    public static Optional<Rule> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
