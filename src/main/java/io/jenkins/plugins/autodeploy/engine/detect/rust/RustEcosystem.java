package io.jenkins.plugins.autodeploy.engine.detect.rust;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Packages of Cargo with a program in them. */
public final class RustEcosystem implements Ecosystem {
    private static final String FILE = "Cargo.toml";
    private static final String LOCK = "Cargo.lock";
    private static final String STANDARD = "1";
    private static final int PORT = 8080;
    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.server("loco", 5150, "loco-rs").health("/_health").with("axum"),
            Framework.server("leptos", 3000, "leptos_axum", "leptos_actix").with("axum", "actix-web"),
            Framework.server("rocket", 8000, "rocket"),
            Framework.server("actix-web", PORT, "actix-web"),
            Framework.server("axum", 3000, "axum"),
            Framework.server("poem", 3000, "poem"),
            Framework.server("salvo", 5800, "salvo"),
            Framework.server("warp", 3030, "warp"),
            Framework.server("tide", PORT, "tide"),
            Framework.server("tonic", 50051, "tonic"));
    private static final Pattern LISTENS = Pattern.compile(
            "(?:bind|run|serve|parse|new|from|listen)[\\w:]{0,20}\\(\\s*&?\\(?\\[?\"?[\\d., ]{0,20}\\[?:{0,2}]?(?:\"\\s*,\\s*|:|]\\s*,\\s*)(\\d{2,5})\\b|\"(?:PORT)\"\\)[^;]{0,80}?\"?(\\d{2,5})\\b");

    @Override
    public String name() {
        return "Rust";
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
        Optional<String> name = SafeText.path(manifest.at("/package/name").asText("/"));
        List<String> programs = programs(directory, manifest, name.orElse(""));
        if (name.isEmpty() || programs.isEmpty()) {
            return manifest.isObject()
                    ? Optional.of(new ComponentDraft(directory, "rust")
                            .kind(ComponentKind.WORKER)
                            .runtime("rust", STANDARD)
                            .because(FILE, "a package without a program"))
                    : Optional.empty();
        }
        SourceDirectory workspace = workspace(directory);
        Dependencies dependencies = dependencies(directory, manifest, workspace);
        Optional<Framework> framework = Framework.firstOf(FRAMEWORKS, dependencies);
        String preferred = manifest.at("/package/default-run").asText(name.get());
        String program = programs.contains(preferred) ? preferred : programs.get(0);
        ComponentDraft draft =
                new ComponentDraft(directory, "rust").name(name.get()).because(FILE, "package " + name.get());
        framework.ifPresentOrElse(
                found -> draft.framework(found, FRAMEWORKS, dependencies), () -> draft.kind(ComponentKind.WORKER));
        boolean member = workspace != directory;
        draft.builtFrom(workspace)
                .tools("cargo", "cargo")
                .install("cargo fetch" + (workspace.has(LOCK) ? " --locked" : ""))
                .build("cargo build --release"
                        + (workspace.has(LOCK) ? " --locked" : "")
                        + (member ? " --package " + name.get() : "")
                        + (programs.size() > 1 ? " --bin " + program : ""))
                .test("cargo test" + (member ? " --package " + name.get() : ""))
                .entryPoint(program)
                .output("target/release")
                .start("target/release/" + program)
                .confidence(framework.isPresent() ? Confidence.PROVEN : Confidence.STARTABLE);
        programs.stream()
                .filter(other -> !other.equals(program))
                .forEach(other -> draft.insteadOf(
                        "program " + other, Confidence.GUESSED / programs.size(), program + " was chosen by its name"));
        describeVersion(manifest, draft);
        describePort(draft);
        return Optional.of(draft);
    }

    /** The directory whose manifest says that this one belongs to it; itself where none does. */
    private static SourceDirectory workspace(SourceDirectory directory) {
        return directory.upwards().stream()
                .filter(above -> above.toml(FILE).path("workspace").isObject())
                .findFirst()
                .orElse(directory);
    }

    private static List<String> programs(SourceDirectory directory, JsonNode manifest, String name) {
        List<String> programs = new ArrayList<>();
        manifest.path("bin")
                .forEach(bin -> SafeText.path(bin.path("name").asText("/")).ifPresent(programs::add));
        if (directory.has("src/main.rs") && programs.isEmpty()) {
            programs.add(name);
        }
        for (String file : directory.child("src").child("bin").files()) {
            String program = file.replaceFirst("\\.rs$", "");
            if (!programs.contains(program) && SafeText.isPlain(program)) {
                programs.add(program);
            }
        }
        return programs;
    }

    private static Dependencies dependencies(SourceDirectory directory, JsonNode manifest, SourceDirectory workspace) {
        return name -> {
            JsonNode declared = manifest.path("dependencies").path(name);
            if (declared.isMissingNode()) {
                return Optional.empty();
            }
            boolean inherited = declared.path("workspace").asBoolean();
            JsonNode told = inherited
                    ? workspace.toml(FILE).at("/workspace/dependencies").path(name)
                    : declared;
            String range = told.isObject() ? told.path("version").asText("") : told.asText("");
            Pattern entry = Pattern.compile("\"" + Pattern.quote(name) + "\"\\s+version = \"([^\"]{1,60})\"");
            return Optional.of(Dependency.of(
                    name,
                    range,
                    directory.evidence(FILE, "dependency %s %s".formatted(name, range)),
                    Dependency.Locked.find(workspace, LOCK, name, entry)));
        };
    }

    private static void describeVersion(JsonNode manifest, ComponentDraft draft) {
        RuntimeVersion.describe(
                draft,
                "rust",
                STANDARD,
                List.of("rust"),
                new RuntimeVersion.Source(
                        "rust-toolchain.toml", Pattern.compile("channel\\s*=\\s*\"(\\d{1,3}(?:\\.\\d{1,3}){0,2})")),
                new RuntimeVersion.Source(
                        "rust-toolchain",
                        Pattern.compile("(?:\\A\\s*|channel\\s*=\\s*\")(\\d{1,3}(?:\\.\\d{1,3}){0,2})")),
                RuntimeVersion.Source.plain(".rust-version"));
        SafeText.version(manifest.at("/package/rust-version").asText(""))
                .ifPresent(version -> draft.runtime("rust", version).because(FILE, "rust-version " + version));
    }

    private static void describePort(ComponentDraft draft) {
        for (String file : draft.directory().filesBelow(".rs")) {
            Matcher told = LISTENS.matcher(draft.directory().text(file).orElse(""));
            if (told.find()) {
                String digits = told.group(1) != null ? told.group(1) : told.group(2);
                SafeText.port(digits)
                        .ifPresent(port ->
                                draft.kind(ComponentKind.SERVER).port(port).because(file, "listens on port " + port));
                return;
            }
        }
    }
}
