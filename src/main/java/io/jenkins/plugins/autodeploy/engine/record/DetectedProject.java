package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * What a source tree is.
 *
 * @param components at least one; the one at or nearest the root first
 * @param workspace the tool that holds several components together: {@code turborepo}, {@code nx}, {@code lerna}, {@code pnpm}, {@code npm}, {@code yarn}, {@code bun},
 *     {@code maven}, {@code gradle}, {@code cargo}, {@code go}; null where there is none
 * @param connections how the components meet
 * @param services what it needs beside itself
 */
public record DetectedProject(
        List<Component> components,
        @CheckForNull String workspace,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Connection> connections,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BackingService> services) {
    public DetectedProject {
        components = List.copyOf(components);
        connections = connections == null ? List.of() : List.copyOf(connections);
        services = services == null ? List.of() : List.copyOf(services);
    }

    /** A project of which nothing but its components is known. */
    public DetectedProject(List<Component> components) {
        this(components, null, List.of(), List.of());
    }

    /** The same as if its components brought no Dockerfiles, so that these can be made anew. */
    public DetectedProject withoutDockerfiles() {
        return new DetectedProject(
                components.stream().map(Component::withoutDockerfile).toList(), workspace, connections, services);
    }

    /** The component that stands for the project where only one can be named. */
    public Component main() {
        return components.get(0);
    }
}
