package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** A {@link DetectedProject} in the few words that a history shows of it. */
public record ProjectLabel(
        String name,
        String language,
        @CheckForNull String framework,
        @CheckForNull String frameworkVersion,
        int components) {
    public static ProjectLabel of(DetectedProject project) {
        Component main = project.main();
        return new ProjectLabel(
                main.name(),
                main.language(),
                main.framework(),
                main.frameworkVersion(),
                project.components().size());
    }
}
