package io.jenkins.plugins.autodeploy.engine.detect.beam;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;

/** Gleam projects for Erlang. */
public final class GleamEcosystem implements Ecosystem {
    private static final String FILE = "gleam.toml";
    private static final String STANDARD = "1.11";
    private static final List<Framework> FRAMEWORKS =
            List.of(Framework.server("wisp", 8000, "wisp").with("mist"), Framework.server("mist", 8000, "mist"));

    @Override
    public String name() {
        return "Gleam";
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
        JsonNode manifest = directory.toml(FILE);
        Dependencies dependencies = name -> {
            JsonNode range = manifest.path("dependencies").path(name);
            return range.isTextual()
                    ? Optional.of(Dependency.of(
                            name,
                            range.asText(),
                            directory.evidence(FILE, "dependency %s %s".formatted(name, range.asText()))))
                    : Optional.empty();
        };
        Optional<Framework> framework = Framework.firstOf(FRAMEWORKS, dependencies);
        String name = manifest.path("name").asText("app");
        ComponentDraft draft = new ComponentDraft(directory, "gleam").name(name).because(FILE, "project " + name);
        framework.ifPresentOrElse(
                found -> draft.framework(found, FRAMEWORKS, dependencies), () -> draft.kind(ComponentKind.WORKER));
        RuntimeVersion.describe(draft, "gleam", STANDARD, List.of("gleam"));
        return Optional.of(draft.tools("gleam", "gleam")
                .install("gleam deps download")
                .build("gleam export erlang-shipment")
                .test("gleam test")
                .output("build/erlang-shipment")
                .start("build/erlang-shipment/entrypoint.sh run")
                .confidence(framework.isPresent() ? Confidence.PROVEN : Confidence.STARTABLE));
    }
}
