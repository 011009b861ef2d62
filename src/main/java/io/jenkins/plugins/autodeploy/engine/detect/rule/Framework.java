package io.jenkins.plugins.autodeploy.engine.detect.rule;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;

/**
 * A framework as data. An ecosystem lists its frameworks in order of precedence: the first whose package the project depends on is the one that runs.
 *
 * @param name as records name it: {@code spring-boot}
 * @param packages any of them tells it; the first is the one whose version counts
 * @param port where it listens unless told otherwise
 * @param outputDirectory where its build leaves what is served, unless told otherwise
 */
public record Framework(
        String name,
        List<String> packages,
        ComponentKind kind,
        @CheckForNull Integer port,
        @CheckForNull String outputDirectory) {
    public Framework {
        packages = List.copyOf(packages);
    }
}
