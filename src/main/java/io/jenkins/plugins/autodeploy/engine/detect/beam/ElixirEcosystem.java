package io.jenkins.plugins.autodeploy.engine.detect.beam;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elixir projects, which mix makes releases of. Its file is a program, so it is searched, never run. */
public final class ElixirEcosystem implements Ecosystem {
    private static final String FILE = "mix.exs";
    private static final String STANDARD = "1.17";
    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.server("phoenix", 4000, "phoenix").with("plug", "bandit"),
            Framework.server("plug", 4000, "plug_cowboy", "bandit"));
    private static final Pattern APPLICATION = Pattern.compile("\\bapp:\\s*:(\\w{1,60})");
    private static final Pattern ELIXIR =
            Pattern.compile("elixir:\\s*\"(?:~>|>=|==)?\\s*(\\d\\.\\d{1,2}(?:\\.\\d{1,2})?)");
    private static final Pattern PORT =
            Pattern.compile("(?:\\bport:|PORT\"\\)?\\s*(?:\\|\\||,))\\s*(?:String\\.to_integer\\()?\"?(\\d{2,5})\\b");

    @Override
    public String name() {
        return "Elixir";
    }

    @Override
    public List<String> markers() {
        return List.of(FILE);
    }

    @Override
    public List<Framework> frameworks() {
        return FRAMEWORKS;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        String manifest = directory.text(FILE).orElse("");
        Matcher application = APPLICATION.matcher(manifest);
        String name = application.find() ? application.group(1) : "app";
        Dependencies dependencies = dependency -> dependency(directory, manifest, dependency);
        Optional<Framework> framework = Framework.firstOf(FRAMEWORKS, dependencies);
        ComponentDraft draft =
                new ComponentDraft(directory, "elixir").name(name).because(FILE, "application " + name);
        framework.ifPresentOrElse(
                found -> draft.framework(found, FRAMEWORKS, dependencies), () -> draft.kind(ComponentKind.WORKER));
        RuntimeVersion.describe(
                draft,
                "elixir",
                STANDARD,
                List.of("elixir"),
                new RuntimeVersion.Source(
                        "elixir_buildpack.config", Pattern.compile("elixir_version=(\\d\\.\\d{1,2}(?:\\.\\d{1,2})?)")));
        Matcher told = ELIXIR.matcher(manifest);
        if (STANDARD.equals(draft.runtimeVersion()) && told.find()) {
            // A lower bound: releases are compatible up to 2.
            draft.because(FILE, "elixir " + told.group(1));
        }
        boolean assets = manifest.contains("assets.deploy");
        draft.tools("mix", "mix")
                .install("mix deps.get --only prod")
                .build((assets ? "mix assets.deploy && " : "") + "mix release --overwrite")
                .test("mix test")
                .output("_build/prod/rel/" + name)
                .start("_build/prod/rel/%s/bin/%s start".formatted(name, name))
                .entryPoint(name)
                .confidence(framework.isPresent() ? Confidence.PROVEN : Confidence.STARTABLE);
        describePort(directory, draft);
        return Optional.of(draft);
    }

    private static void describePort(SourceDirectory directory, ComponentDraft draft) {
        for (String file :
                List.of("config/runtime.exs", "config/prod.exs", "config/config.exs", "config/releases.exs")) {
            Matcher told = PORT.matcher(directory.text(file).orElse(""));
            if (draft.framework() != null && told.find()) {
                SafeText.port(told.group(1)).ifPresent(port -> draft.port(port).because(file, "port " + port));
                return;
            }
        }
    }

    private static Optional<Dependency> dependency(SourceDirectory directory, String manifest, String name) {
        Matcher declared = Pattern.compile("\\{\\s*:" + name + "\\s*,\\s*(?:\"([^\"\\n]{1,60})\")?")
                .matcher(manifest);
        if (!declared.find()) {
            return Optional.empty();
        }
        String range = declared.group(1) == null ? "" : declared.group(1);
        Pattern entry = Pattern.compile("\"" + name + "\": \\{:hex, :\\w+, \"([^\"]{1,60})\"");
        return Optional.of(Dependency.of(
                name,
                range,
                directory.evidence(FILE, "dependency %s %s".formatted(name, range)),
                Dependency.Locked.find(directory, "mix.lock", name, entry)));
    }
}
