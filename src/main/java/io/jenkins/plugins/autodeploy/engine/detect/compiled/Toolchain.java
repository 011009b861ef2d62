package io.jenkins.plugins.autodeploy.engine.detect.compiled;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A language whose tool makes one program of a project, as data.
 *
 * @param name of the ecosystem
 * @param language as records name it
 * @param runtime what its images are called after, and what version managers call it first
 * @param version for projects that do not say
 * @param manifests the files that make it look closer; the first that is there names programs and dependencies
 * @param tool what installs and builds
 * @param program its first group that is there names a program, in a manifest or in {@link #sources}
 * @param dependency {@code %s} stands for a name; its first group, if there is one, is the version
 * @param sources files other than the manifests that name programs or the release
 * @param commands {@code {program}} is filled in
 * @param frameworks in order of precedence
 * @param releases files that name the release of the runtime
 */
record Toolchain(
        String name,
        String language,
        String runtime,
        String version,
        List<String> manifests,
        String tool,
        Pattern program,
        String dependency,
        List<String> sources,
        Commands commands,
        List<Framework> frameworks,
        List<RuntimeVersion.Source> releases) {
    /**
     * @param install null where the build does it
     * @param test null where there is no usual one
     * @param output where the program is left
     */
    record Commands(
            @CheckForNull String install,
            String build,
            @CheckForNull String test,
            String output,
            String start) {}
}
