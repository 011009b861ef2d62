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

/** Clojure projects of Leiningen, or of the Clojure command line with tools.build. */
public final class ClojureEcosystem implements Ecosystem {
    private static final String LEININGEN = "project.clj";
    private static final String DEPS = "deps.edn";
    private static final Pattern PROJECT = Pattern.compile("\\(defproject\\s+([\\w./-]{1,100})\\s+\"([\\w.-]{1,60})\"");
    /** {@code [ring/ring-core "1.9"]} or {@code ring/ring-core {:mvn/version "1.9"}}. */
    private static final Pattern DEPENDENCY = Pattern.compile(
            "(?<![\\w./-])([a-z][\\w.-]{0,100}+)(?:/([\\w.-]{1,100}+))?\\s{1,40}+(?:\\{:mvn/version\\s+)?\"(\\d[\\w.-]{0,40})\"");

    private static final Pattern MAIN = Pattern.compile(":main\\s+(?:\\^:skip-aot\\s+)?([\\w.-]{1,100})");
    private static final Pattern PORT =
            Pattern.compile(":port\\s+(?:\\([^\\n]{0,80}?)?\"?(\\d{2,5})\\b|PORT\"\\)?\\s+\"?(\\d{2,5})\\b");

    @Override
    public String name() {
        return "Clojure";
    }

    @Override
    public List<String> markers() {
        return List.of(LEININGEN, DEPS);
    }

    @Override
    public List<Framework> frameworks() {
        return JvmFrameworks.ALL;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        boolean leiningen = directory.has(LEININGEN);
        String file = leiningen ? LEININGEN : DEPS;
        String text = directory.text(file).orElse("");
        Coordinates coordinates = new Coordinates(DEPENDENCY
                .matcher(text)
                .results()
                .map(found -> new Coordinates.Declared(
                        found.group(1),
                        found.group(2) == null ? found.group(1) : found.group(2),
                        found.group(3),
                        directory.evidence(
                                file, "dependency %s %s".formatted(found.group().split("\\s")[0], found.group(3)))))
                .toList());
        Optional<Framework> framework = Framework.firstOf(JvmFrameworks.ALL, coordinates);
        Matcher main = MAIN.matcher(text);
        boolean starts = main.find();
        ComponentDraft draft = new ComponentDraft(directory, "clojure").because(file, "a Clojure project");
        framework.ifPresent(found -> draft.framework(found, JvmFrameworks.ALL, coordinates));
        draft.entryPoint(starts ? main.group(1) : null);
        if (leiningen) {
            describeLeiningen(text, draft);
        } else {
            draft.tools("clojure", "tools.build")
                    .test("clojure -M:test")
                    .build(directory.has("build.clj") ? "clojure -T:build uber" : null)
                    .output("target");
        }
        JavaVersion.describe(directory, draft);
        if (framework.isEmpty()) {
            draft.kind(ComponentKind.WORKER);
        }
        describePort(draft);
        return Optional.of(draft.confidence(
                framework.isPresent() ? Confidence.PROVEN : starts ? Confidence.STARTABLE : Confidence.DECLARED));
    }

    private static void describeLeiningen(String text, ComponentDraft draft) {
        draft.tools("leiningen", "leiningen")
                .install("lein deps")
                .build("lein uberjar")
                .test("lein test")
                .output("target");
        Matcher project = PROJECT.matcher(text);
        if (project.find()) {
            String name = project.group(1).substring(project.group(1).lastIndexOf('/') + 1);
            draft.name(name);
            SafeText.path("target/%s-%s-standalone.jar".formatted(name, project.group(2)))
                    .ifPresent(jar -> draft.start("java -jar " + jar));
        }
    }

    private static void describePort(ComponentDraft draft) {
        SourceDirectory directory = draft.directory();
        for (String file : directory.filesBelow(".clj")) {
            Matcher told = PORT.matcher(directory.text(file).orElse(""));
            if (!file.contains("test") && told.find()) {
                String digits = told.group(1) != null ? told.group(1) : told.group(2);
                SafeText.port(digits)
                        .ifPresent(port ->
                                draft.kind(ComponentKind.SERVER).port(port).because(file, "listens on port " + port));
                return;
            }
        }
    }
}
