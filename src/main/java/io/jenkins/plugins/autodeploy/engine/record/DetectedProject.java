package io.jenkins.plugins.autodeploy.engine.record;

import java.util.List;

/**
 * What a source tree is.
 *
 * @param components at least one; the one at or nearest the root first
 */
public record DetectedProject(List<Component> components) {
    public DetectedProject {
        components = List.copyOf(components);
    }

    /** The component that stands for the project where only one can be named. */
    public Component main() {
        return components.get(0);
    }
}
