package io.jenkins.plugins.autodeploy.engine.detect.rule;

import java.util.Optional;

/** What a component needs, by the names of its ecosystem. */
@FunctionalInterface
public interface Dependencies {
    Optional<Dependency> find(String name);

    default boolean has(String name) {
        return find(name).isPresent();
    }
}
