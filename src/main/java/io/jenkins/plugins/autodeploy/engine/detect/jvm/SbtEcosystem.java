package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scala projects that sbt builds. Its scripts are programs, so they are searched, never run. */
public final class SbtEcosystem implements Ecosystem {
    private static final String FILE = "build.sbt";
    private static final String PLUGINS = "project/plugins.sbt";
    private static final Pattern ARTIFACT = Pattern.compile(
            "\"([\\w.-]{1,100})\"\\s*%{1,3}\\s*\"([\\w.-]{1,100})\"\\s*%\\s*(?:\"([^\"\\n]{1,60})\"|(\\w{1,60}))");
    private static final Pattern VALUE = Pattern.compile("\\bval\\s+(\\w{1,60})\\s*=\\s*\"([^\"\\n]{1,60})\"");
    private static final Pattern NAME =
            Pattern.compile("^[ \\t]*(?:ThisBuild\\s*/\\s*)?name\\s*:=\\s*\"([^\"\\n]{1,100})\"", Pattern.MULTILINE);

    @Override
    public String name() {
        return "sbt";
    }

    @Override
    public List<String> markers() {
        return List.of(FILE);
    }

    @Override
    public List<Framework> frameworks() {
        return JvmFrameworks.ALL;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        String build = directory.text(FILE).orElse("");
        String plugins = directory.text(PLUGINS).orElse("");
        Coordinates coordinates = coordinates(directory, build, plugins);
        Optional<Framework> framework = Framework.firstOf(JvmFrameworks.ALL, coordinates);
        Optional<String> main = Sources.mainClass(directory);
        Matcher named = NAME.matcher(build);
        String name = (named.find()
                        ? SafeText.path(named.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-"))
                        : SafeText.path(directory.name()))
                .filter(safe -> !safe.contains("/"))
                .orElse("app");
        ComponentDraft draft = new ComponentDraft(directory, "scala").name(name).because(FILE, "an sbt build");
        framework.ifPresent(found -> draft.framework(found, JvmFrameworks.ALL, coordinates));
        draft.tools("sbt", "sbt").test("sbt test").entryPoint(main.orElse(null));
        JavaVersion.describe(directory, draft);
        if (plugins.contains("sbt-assembly")) {
            draft.build("sbt assembly").output("target");
        } else {
            // The packager is a plugin of sbt that Play brings along and most others declare.
            draft.build("sbt stage").output("target/universal/stage").start("target/universal/stage/bin/" + name);
        }
        if (framework.isEmpty()) {
            draft.kind(ComponentKind.WORKER);
            Sources.describePort(draft);
        }
        return Optional.of(draft.confidence(
                framework.isPresent()
                        ? Confidence.PROVEN
                        : main.isPresent() ? Confidence.STARTABLE : Confidence.GUESSED));
    }

    private static Coordinates coordinates(SourceDirectory directory, String build, String plugins) {
        List<Coordinates.Declared> all = new ArrayList<>();
        find(directory, FILE, build, all);
        find(
                directory,
                "project/Dependencies.scala",
                directory.text("project/Dependencies.scala").orElse(""),
                all);
        find(directory, PLUGINS, plugins, all);
        return new Coordinates(List.copyOf(all));
    }

    private static void find(SourceDirectory directory, String file, String text, List<Coordinates.Declared> all) {
        Map<String, String> values = new HashMap<>();
        VALUE.matcher(text).results().forEach(value -> values.put(value.group(1), value.group(2)));
        ARTIFACT.matcher(text).results().forEach(found -> {
            String version = found.group(3) != null ? found.group(3) : values.getOrDefault(found.group(4), "");
            String told = "dependency %s:%s %s".formatted(found.group(1), found.group(2), version);
            all.add(new Coordinates.Declared(found.group(1), found.group(2), version, directory.evidence(file, told)));
        });
    }
}
