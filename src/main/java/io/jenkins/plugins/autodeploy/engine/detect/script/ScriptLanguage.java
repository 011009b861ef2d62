package io.jenkins.plugins.autodeploy.engine.detect.script;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import java.util.List;

/**
 * A language whose programs are run, or compiled in one call, from their sources, as data.
 *
 * @param name of the ecosystem
 * @param language as records name it
 * @param runtime what its images are called after
 * @param version for projects that do not say
 * @param manifests files that only its projects have
 * @param programs files that are the program by their name, in the root or in {@code src}; {@code *.x} is any file of the language
 * @param install what installs the dependencies of a manifest, "" for nothing
 * @param build compiles {@code {program}}, "" for nothing
 * @param start starts {@code {program}}
 * @param frameworks packages are words in a manifest or a program that only their users write
 */
record ScriptLanguage(
        String name,
        String language,
        String runtime,
        String version,
        List<String> manifests,
        List<String> programs,
        String install,
        String build,
        String start,
        List<Framework> frameworks) {}
