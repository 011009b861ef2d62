package io.jenkins.plugins.autodeploy.engine.detect.compiled;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Dart programs, and Flutter applications for the browser. */
public final class DartEcosystem implements Ecosystem {
    private static final String FILE = "pubspec.yaml";
    private static final String STANDARD = "3";
    private static final Framework FLUTTER = Framework.application("flutter", "build/web", "flutter");
    private static final Framework FROG =
            Framework.server("dart-frog", 8080, "dart_frog").with("shelf");
    private static final List<Framework> FRAMEWORKS = List.of(
            FLUTTER, FROG, Framework.server("serverpod", 8080, "serverpod"), Framework.server("shelf", 8080, "shelf"));

    @Override
    public String name() {
        return "Dart";
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
        JsonNode manifest = directory.yaml(FILE).stream().findFirst().orElse(null);
        if (manifest == null || !manifest.isObject()) {
            return Optional.empty();
        }
        Dependencies dependencies = name -> manifest.path("dependencies").has(name)
                ? Optional.of(Dependency.of(
                        name,
                        manifest.path("dependencies").path(name).asText(""),
                        directory.evidence(FILE, "dependency " + name)))
                : Optional.empty();
        Optional<Framework> framework = Framework.firstOf(FRAMEWORKS, dependencies);
        String name = manifest.path("name").asText("app");
        Optional<String> program = directory.child("bin").files().stream()
                .filter(file -> file.endsWith(".dart"))
                .map(file -> "bin/" + file)
                .filter(SafeText::isPlain)
                .findFirst();
        ComponentDraft draft = new ComponentDraft(directory, "dart").name(name).because(FILE, "package " + name);
        framework.ifPresentOrElse(
                found -> draft.framework(found, FRAMEWORKS, dependencies), () -> draft.kind(ComponentKind.WORKER));
        boolean flutter = framework.filter(found -> found == FLUTTER).isPresent();
        RuntimeVersion.describe(draft, flutter ? "flutter" : "dart", STANDARD, List.of(flutter ? "flutter" : "dart"));
        if (flutter) {
            describe(draft, "flutter", "flutter build web --release");
            draft.port(ComponentDraft.STATIC_PORT);
        } else if (framework.filter(found -> found == FROG).isPresent()) {
            describe(draft, "dart", "dart_frog build && dart compile exe build/bin/server.dart -o bin/app");
            draft.output("bin").start("bin/app");
        } else {
            describe(
                    draft,
                    "dart",
                    program.map(file -> "dart compile exe %s -o bin/app".formatted(file))
                            .orElse(null));
            program.ifPresent(file -> draft.entryPoint(file).output("bin").start("bin/app"));
        }
        return Optional.of(draft.confidence(
                framework.isPresent()
                        ? Confidence.PROVEN
                        : program.isPresent() ? Confidence.STARTABLE : Confidence.GUESSED));
    }

    private static void describe(ComponentDraft draft, String tool, String build) {
        draft.tools("pub", tool).install(tool + " pub get").build(build).test(tool + " test");
    }
}
