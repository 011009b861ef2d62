package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.util.List;
import java.util.Optional;

/** What a build declares: dependencies, plugins, parents and bills of materials alike, in that order. */
record Coordinates(List<Declared> all) implements Dependencies {
    /** @param version as far as it can be seen; "" where it is managed elsewhere */
    record Declared(String group, String artifact, String version, Evidence because) {}

    @Override
    public Optional<Dependency> find(String name) {
        List<Declared> matching = all.stream()
                .filter(one -> JvmFrameworks.matches(name, one.group(), one.artifact()))
                .toList();
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        Evidence first = matching.get(0).because();
        // A version that is managed elsewhere is told by the parent or the bill of materials.
        return Optional.of(matching.stream()
                .filter(one -> SafeText.version(one.version()).isPresent())
                .findFirst()
                .map(one -> new Dependency(
                        name,
                        one.version(),
                        one.because().equals(first) ? List.of(first) : List.of(first, one.because())))
                .orElseGet(() -> Dependency.of(name, "", first)));
    }

    List<String> artifacts() {
        return all.stream().map(Declared::artifact).toList();
    }
}
