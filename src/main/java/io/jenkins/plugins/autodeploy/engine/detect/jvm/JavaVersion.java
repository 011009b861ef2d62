package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Java a project wants: the feature release, since that is what images are named by. */
final class JavaVersion {
    /** For projects that do not say. */
    static final String STANDARD = "17";

    private static final Pattern RELEASE = Pattern.compile("(?:1\\.)?(\\d{1,2})(?:\\.\\d{1,9}){0,4}");
    private static final Pattern FILE =
            Pattern.compile("\\A\\s*(?:[A-Za-z]+-)?((?:1\\.)?\\d{1,2}(?:\\.\\d{1,9}){0,4})");
    private static final Pattern SDKMAN = Pattern.compile("^java=(\\d{1,2}(?:\\.\\d{1,9}){0,4})", Pattern.MULTILINE);
    private static final Pattern HEROKU = Pattern.compile(
            "^java\\.runtime\\.version\\s*=\\s*((?:1\\.)?\\d{1,2}(?:\\.\\d{1,9}){0,4})", Pattern.MULTILINE);
    private static final List<String> PROPERTIES =
            List.of("maven.compiler.release", "java.version", "maven.compiler.target", "maven.compiler.source");
    private static final Pattern GRADLE = Pattern.compile(
            "JavaLanguageVersion\\.of\\(\\s*['\"]?(\\d{1,2})"
                    + "|jvmToolchain\\(\\s*(\\d{1,2})"
                    + "|(?:sourceCompatibility|targetCompatibility)\\s*=?\\s*(?:JavaVersion\\.VERSION_)?['\"]?(?:1[._])?(\\d{1,2})");

    private JavaVersion() {}

    static void describe(Pom pom, ComponentDraft draft) {
        for (String property : PROPERTIES) {
            Optional<String> release = pom.property(property).flatMap(JavaVersion::release);
            if (release.isPresent()) {
                draft.runtime("java", release.get()).because(Pom.FILE, "%s %s".formatted(property, release.get()));
                return;
            }
        }
        Optional<String> configured = pom.plugin("maven-compiler-plugin")
                .flatMap(plugin ->
                        Pom.at(plugin, "configuration/release").or(() -> Pom.at(plugin, "configuration/target")))
                .flatMap(element -> release(element.getTextContent().strip()));
        if (configured.isPresent()) {
            draft.runtime("java", configured.get())
                    .because(Pom.FILE, "maven-compiler-plugin, Java " + configured.get());
        } else {
            describe(pom.directory(), draft);
        }
    }

    static void describe(String gradleScript, String file, ComponentDraft draft) {
        Matcher told = GRADLE.matcher(gradleScript);
        if (told.find()) {
            String release = Optional.ofNullable(told.group(1))
                    .or(() -> Optional.ofNullable(told.group(2)))
                    .orElse(told.group(3));
            draft.runtime("java", release).because(file, "Java " + release);
        } else {
            describe(draft.directory(), draft);
        }
    }

    /** By the files of version managers. */
    static void describe(SourceDirectory directory, ComponentDraft draft) {
        draft.runtime("java", STANDARD);
        RuntimeVersion.told(
                        directory,
                        List.of("java"),
                        new RuntimeVersion.Source(".java-version", FILE),
                        new RuntimeVersion.Source(".jdk-version", FILE),
                        new RuntimeVersion.Source(".sdkmanrc", SDKMAN),
                        new RuntimeVersion.Source("system.properties", HEROKU))
                .ifPresent(told -> release(told.version())
                        .ifPresent(release -> draft.runtime("java", release).because(told.because())));
    }

    private static Optional<String> release(String text) {
        Matcher release = RELEASE.matcher(text);
        return release.matches() ? Optional.of(release.group(1)) : Optional.empty();
    }
}
