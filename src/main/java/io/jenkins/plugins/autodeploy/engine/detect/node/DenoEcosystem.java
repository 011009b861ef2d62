package io.jenkins.plugins.autodeploy.engine.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.stream.Stream;

/** Programs for Deno, by their configuration or by what only Deno's programs import. */
public final class DenoEcosystem implements Ecosystem {
    private static final List<String> CONFIGURATIONS = List.of("deno.json", "deno.jsonc");
    private static final List<String> PROGRAMS = List.of(
            "main.ts",
            "mod.ts",
            "index.ts",
            "server.ts",
            "app.ts",
            "src/main.ts",
            "src/index.ts",
            "main.tsx",
            "main.js");
    private static final String LOCK = "deno.lock";
    private static final String STANDARD = "2";
    private static final int PORT = 8000;
    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.server("fresh", PORT, "$fresh/", "fresh", "@fresh/core").with("preact"),
            Framework.server("lume", PORT, "lume/"),
            Framework.server("oak", PORT, "@oak/oak", "oak"),
            Framework.server("hono", PORT, "hono", "@hono/hono"));
    private static final Pattern DENO = Pattern.compile(
            "from\\s+['\"](?:jsr:|npm:|https://deno\\.land/)|\\bDeno\\.(?:serve|env|listen|args)|import\\s+['\"]https://deno\\.land/");
    private static final Pattern SERVES = Pattern.compile("Deno\\.(?:serve|listen)|\\bserve\\(|\\.listen\\(");
    private static final Pattern PORTS = Pattern.compile("\\bport\\s*:\\s*(\\d{2,5})|\\.listen\\(\\s*(\\d{2,5})");

    @Override
    public String name() {
        return "Deno";
    }

    @Override
    public List<String> markers() {
        return Stream.of(CONFIGURATIONS, List.of(LOCK), PROGRAMS)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Framework> frameworks() {
        return FRAMEWORKS;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        Optional<String> configuration = directory.firstOf(CONFIGURATIONS);
        Optional<String> program = PROGRAMS.stream().filter(directory::has).findFirst();
        String code = program.flatMap(directory::text).orElse("");
        boolean imported = DENO.matcher(code).find();
        if (configuration.isEmpty() && !(imported && !directory.has(PackageJson.FILE)) && !directory.has(LOCK)) {
            return Optional.empty();
        }
        JsonNode settings = configuration.map(directory::jsonWithComments).orElse(null);
        JsonNode imports =
                settings == null ? directory.json("import_map.json").path("imports") : imports(directory, settings);
        String file = configuration.or(() -> program).orElse(LOCK);
        Dependencies dependencies = name -> imports.has(name)
                ? Optional.of(Dependency.of(
                        name,
                        imports.path(name).asText("").replaceFirst(".*@", ""),
                        directory.evidence(file, "import " + name)))
                : Optional.empty();
        Optional<Framework> framework = Framework.firstOf(FRAMEWORKS, dependencies);
        ComponentDraft draft = new ComponentDraft(directory, "typescript").because(file, "a program for Deno");
        framework.ifPresent(found -> draft.framework(found, FRAMEWORKS, dependencies));
        RuntimeVersion.describe(draft, "deno", STANDARD, List.of("deno"), RuntimeVersion.Source.plain(".deno-version"));
        describeStart(settings, program, framework, code, draft);
        return Optional.of(draft);
    }

    private static JsonNode imports(SourceDirectory directory, JsonNode settings) {
        Optional<String> map = SafeText.path(settings.path("importMap").asText("/"));
        return map.isPresent() ? directory.json(map.get()).path("imports") : settings.path("imports");
    }

    private static void describeStart(
            JsonNode settings,
            Optional<String> program,
            Optional<Framework> framework,
            String code,
            ComponentDraft draft) {
        JsonNode tasks = settings == null ? MissingNode.getInstance() : settings.path("tasks");
        boolean serves = framework.isPresent() || SERVES.matcher(code).find();
        Matcher told = PORTS.matcher(code);
        String digits = told.find() ? told.group(1) != null ? told.group(1) : told.group(2) : "";
        Integer port = SafeText.port(digits).orElse(PORT);
        String start = tasks.has("start")
                ? "deno task start"
                : program.map(file -> "deno run --allow-net --allow-env --allow-read " + file)
                        .orElse(null);
        draft.tools("deno", "deno")
                .install(program.map(file -> "deno cache " + file).orElse(null))
                .build(tasks.has("build") ? "deno task build" : null)
                .test("deno test")
                .start(start)
                .entryPoint(program.orElse(null))
                .kind(serves ? ComponentKind.SERVER : ComponentKind.WORKER)
                .port(serves ? port : null)
                .confidence(framework.isPresent() ? Confidence.PROVEN : Confidence.STARTABLE);
    }
}
