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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Projects that Gradle builds into something that can be started. */
public final class GradleEcosystem implements Ecosystem {
    private static final int SERVLET_PORT = 8080;
    private static final Pattern VERSION =
            Pattern.compile("^[ \\t]*version\\s*=?\\s*['\"]([^'\"\\n]{1,60})['\"]", Pattern.MULTILINE);
    private static final List<String> SHADOW =
            List.of("com.github.johnrengelman.shadow", "com.gradleup.shadow", "io.micronaut.application");

    @Override
    public String name() {
        return "Gradle";
    }

    @Override
    public List<String> markers() {
        return GradleBuild.SCRIPTS;
    }

    @Override
    public List<Framework> frameworks() {
        return JvmFrameworks.ALL;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        return GradleBuild.of(directory).flatMap(GradleEcosystem::describe);
    }

    private static Optional<ComponentDraft> describe(GradleBuild build) {
        SourceDirectory directory = build.directory();
        Set<String> plugins = build.plugins();
        Coordinates coordinates = build.coordinates();
        Optional<Framework> framework = Framework.firstOf(JvmFrameworks.ALL, coordinates)
                .filter(found -> found != JvmFrameworks.SPRING_BOOT || plugins.contains("org.springframework.boot"));
        Optional<String> main = build.mainClass().or(() -> Sources.mainClass(directory));
        SourceDirectory root = build.root();
        String member = directory.pathWithin(root);
        boolean starts = framework.isPresent() || plugins.contains("application") || plugins.contains("war");
        boolean program = starts || member.isEmpty() && main.isPresent();
        if (!program || !SafeText.isPlain(member)) {
            return member.isEmpty() ? Optional.of(library(build)) : Optional.empty();
        }
        String name = SafeText.path(build.projectName())
                .filter(safe -> !safe.contains("/"))
                .orElse("app");
        ComponentDraft draft = new ComponentDraft(directory, Sources.language(directory)).name(name);
        framework.ifPresentOrElse(
                found -> draft.framework(found, JvmFrameworks.ALL, coordinates),
                () -> draft.because(
                        build.file(), plugins.contains("application") ? "plugin application" : "a Gradle build"));
        draft.tools("gradle", "gradle").builtFrom(root).entryPoint(main.orElse(null));
        JavaVersion.describe(build.text(), build.file(), draft);
        String gradle = root.has("gradlew") ? "./gradlew" : "gradle";
        String task = gradle + (member.isEmpty() ? " " : " :" + member.replace('/', ':') + ":");
        draft.test(task + "test");
        describeStart(build, plugins, framework, task, name, main, draft);
        draft.confidence(framework.isPresent() ? Confidence.PROVEN : Confidence.STARTABLE);
        describePort(plugins, framework, coordinates, draft);
        return Optional.of(draft);
    }

    private static ComponentDraft library(GradleBuild build) {
        ComponentDraft draft = new ComponentDraft(build.directory(), Sources.language(build.directory()))
                .tools("gradle", "gradle")
                .kind(ComponentKind.WORKER)
                .because(build.file(), "a Gradle build");
        JavaVersion.describe(build.text(), build.file(), draft);
        return draft;
    }

    private static void describePort(
            Set<String> plugins, Optional<Framework> framework, Coordinates coordinates, ComponentDraft draft) {
        if (framework.isPresent()) {
            if (framework.get() == JvmFrameworks.SPRING_BOOT) {
                SpringBoot.describe(coordinates.artifacts(), draft);
            }
            return;
        }
        boolean war = plugins.contains("war");
        draft.kind(war ? ComponentKind.SERVER : ComponentKind.WORKER).port(war ? SERVLET_PORT : null);
        if (!war) {
            Sources.describePort(draft);
        }
    }

    /** What the task that fits the plugins leaves, and how that is started. */
    private static void describeStart(
            GradleBuild build,
            Set<String> plugins,
            Optional<Framework> framework,
            String task,
            String name,
            Optional<String> main,
            ComponentDraft draft) {
        Matcher own = VERSION.matcher(build.text());
        String suffix = own.find() ? "-" + own.group(1) : "";
        if (framework.filter(found -> found == JvmFrameworks.QUARKUS).isPresent()) {
            draft.build(task + "quarkusBuild")
                    .output("build/quarkus-app")
                    .start("java -jar build/quarkus-app/quarkus-run.jar");
        } else if (plugins.contains("org.springframework.boot")) {
            jar(draft, task + "bootJar", name + suffix);
        } else if (plugins.contains("io.ktor.plugin")) {
            jar(draft, task + "buildFatJar", name + "-all");
        } else if (SHADOW.stream().anyMatch(plugins::contains)) {
            jar(draft, task + "shadowJar", name + suffix + "-all");
        } else if (plugins.contains("application") || draft.framework() != null && !plugins.contains("war")) {
            draft.build(task + "installDist")
                    .output("build/install/" + name)
                    .start("build/install/%s/bin/%s".formatted(name, name));
        } else {
            draft.build(task + "assemble").output("build/libs");
            main.filter(type -> !plugins.contains("war"))
                    .ifPresent(type -> draft.start("java -cp build/libs/* " + type));
        }
    }

    private static void jar(ComponentDraft draft, String task, String name) {
        draft.build(task).output("build/libs");
        SafeText.path(name + ".jar").ifPresent(file -> draft.start("java -jar build/libs/" + file));
    }
}
