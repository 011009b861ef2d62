package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Projects that Gradle builds into something that can be started. Its scripts are programs, so they are searched, never run. */
public final class GradleEcosystem implements Ecosystem {
    private static final List<String> SCRIPTS = List.of("build.gradle.kts", "build.gradle");
    private static final List<String> SETTINGS = List.of("settings.gradle.kts", "settings.gradle");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*$");
    private static final Pattern BOOT_PLUGIN = Pattern.compile(
            "['\"]org\\.springframework\\.boot['\"]\\)?(?:\\s+version\\s*\\(?\\s*['\"]([^'\"]{1,40})['\"])?");
    private static final Pattern APPLICATION_PLUGIN = Pattern.compile(
            "id\\s*\\(?\\s*['\"]application['\"]|apply plugin:\\s*['\"]application['\"]|^\\s*application\\s*$",
            Pattern.MULTILINE);
    private static final Pattern PROJECT_NAME =
            Pattern.compile("rootProject\\.name\\s*=\\s*['\"]([^'\"\\n]{1,100})['\"]");
    private static final Pattern VERSION =
            Pattern.compile("^\\s*version\\s*=?\\s*['\"]([^'\"\\n]{1,60})['\"]", Pattern.MULTILINE);
    private static final Pattern ARTIFACT =
            Pattern.compile("['\"][\\w.-]{1,100}:([\\w.-]{1,100})(?::[^'\"\\n]{0,60})?['\"]");

    @Override
    public String name() {
        return "Gradle";
    }

    @Override
    public List<String> markers() {
        return SCRIPTS;
    }

    @Override
    public List<Framework> frameworks() {
        return List.of(SpringBoot.FRAMEWORK);
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        Optional<String> script = directory.firstOf(SCRIPTS);
        return script.flatMap(file -> directory
                .text(file)
                .flatMap(text -> describe(directory, file, COMMENT.matcher(text).replaceAll(""))));
    }

    private static Optional<ComponentDraft> describe(SourceDirectory directory, String file, String script) {
        Matcher boot = BOOT_PLUGIN.matcher(script);
        boolean bootable = boot.find()
                && !script.substring(boot.start())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .contains("apply false");
        boolean application = APPLICATION_PLUGIN.matcher(script).find();
        if (!bootable && !application) {
            return Optional.empty();
        }
        SourceDirectory root = root(directory);
        String member = directory.pathWithin(root);
        if (!SafeText.isPlain(member)) {
            return Optional.empty();
        }
        String gradle = root.has("gradlew") ? "./gradlew" : "gradle";
        String task = member.isEmpty() ? " " : " :" + member.replace('/', ':') + ":";
        String name = projectName(directory);
        ComponentDraft draft = new ComponentDraft(directory, Sources.language(directory))
                .name(name)
                .tools("gradle", "gradle")
                .kind(ComponentKind.WORKER)
                .builtFrom(root)
                .test(gradle + task + "test");
        JavaVersion.describe(script, file, draft);
        if (bootable) {
            describeBoot(draft, file, script, boot.group(1), name);
            draft.build(gradle + task + "bootJar");
        } else {
            draft.because(file, "plugin application")
                    .build(gradle + task + "installDist")
                    .output("build/install/" + name)
                    .start("build/install/%s/bin/%s".formatted(name, name))
                    .confidence(Confidence.STARTABLE);
            Sources.describePort(draft);
        }
        return Optional.of(draft);
    }

    /** The directory whose settings include this one; itself where it has its own or there are none. */
    private static SourceDirectory root(SourceDirectory directory) {
        Optional<SourceDirectory> at = Optional.of(directory);
        while (at.isPresent() && at.get().firstOf(SETTINGS).isEmpty()) {
            at = at.get().parent();
        }
        return at.orElse(directory);
    }

    private static void describeBoot(ComponentDraft draft, String file, String script, String version, String name) {
        Optional<String> release = Optional.ofNullable(version).flatMap(SafeText::version);
        draft.framework(SpringBoot.FRAMEWORK.name(), release.orElse(null))
                .because(file, "plugin %s %s".formatted(SpringBoot.GROUP, release.orElse("")))
                .output("build/libs")
                .confidence(Confidence.PROVEN);
        Matcher own = VERSION.matcher(script);
        String suffix = own.find() ? "-" + own.group(1) : "";
        SafeText.path(name + suffix + ".jar").ifPresent(jar -> draft.start("java -jar build/libs/" + jar));
        List<String> artifacts =
                ARTIFACT.matcher(script).results().map(match -> match.group(1)).toList();
        SpringBoot.describe(artifacts, draft);
    }

    /** As the settings name it; Gradle itself falls back to the directory's name. */
    private static String projectName(SourceDirectory directory) {
        String settings = directory.firstOf(SETTINGS).flatMap(directory::text).orElse("");
        Matcher name = PROJECT_NAME.matcher(settings);
        String told = name.find() ? name.group(1) : directory.name();
        return SafeText.path(told).filter(safe -> !safe.contains("/")).orElse("app");
    }
}
