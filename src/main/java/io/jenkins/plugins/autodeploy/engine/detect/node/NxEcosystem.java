package io.jenkins.plugins.autodeploy.engine.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Applications of an Nx workspace, whose dependencies are those of its root. */
public final class NxEcosystem implements Ecosystem {
    private static final String FILE = "project.json";
    private static final int PORT = 3000;
    /** What an executor builds, where its name says it. */
    private static final Map<String, String> EXECUTORS = Map.of(
            "next",
            "next",
            "angular",
            "angular",
            "angular-devkit/build-angular",
            "angular",
            "remix",
            "remix",
            "nuxt",
            "nuxt",
            "expo",
            "expo");

    private static final Pattern SERVER = Pattern.compile("@(?:nx|nrwl)/(?:node|nest|express|js|esbuild):.*");

    @Override
    public String name() {
        return "Nx";
    }

    @Override
    public List<String> markers() {
        return List.of(FILE);
    }

    @Override
    public List<Framework> frameworks() {
        return List.of();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        Optional<SourceDirectory> root = directory.upwards().stream()
                .filter(above -> above.has("nx.json"))
                .findFirst();
        JsonNode project = directory.json(FILE);
        boolean application = project.path("projectType").asText("").equals("application")
                || project.path("targets").has("serve");
        if (root.isEmpty()
                || directory.isRoot()
                || !application
                || directory.path().endsWith("-e2e")) {
            return Optional.empty();
        }
        return PackageJson.of(root.get()).flatMap(manifest -> describe(directory, root.get(), project, manifest));
    }

    private static Optional<ComponentDraft> describe(
            SourceDirectory directory, SourceDirectory root, JsonNode project, PackageJson manifest) {
        Optional<String> name = SafeText.path(project.path("name").asText(directory.name()));
        Optional<String> member = SafeText.path(directory.pathWithin(root));
        if (name.isEmpty() || member.isEmpty()) {
            return Optional.empty();
        }
        NodeTool.Choice tool = NodeTool.of(root);
        NodeDependencies dependencies = new NodeDependencies(manifest, tool, root);
        JsonNode build = project.at("/targets/build");
        String executor = build.path("executor").asText("");
        boolean server = SERVER.matcher(executor).matches()
                || build.at("/options/target").asText("").equals("node");
        Optional<Framework> framework = framework(directory, executor, server, dependencies);
        ComponentDraft draft = new ComponentDraft(directory, "typescript")
                .name(name.get())
                .because(FILE, "an Nx application " + executor);
        framework.ifPresent(found -> draft.framework(found, List.of(), dependencies));
        String output = SafeText.path(build.at("/options/outputPath").asText("dist/" + member.get()))
                .orElse("dist/" + member.get());
        boolean files = framework.map(found -> !found.isServer()).orElse(!server);
        draft.builtFrom(root)
                .tools(tool.tool().label(), "nx")
                .because(tool.because())
                .install(tool.install())
                .build("npx nx build %s --configuration=production".formatted(name.get()))
                .test(project.path("targets").has("test") ? "npx nx test " + name.get() : null)
                .output("../".repeat(member.get().split("/").length) + output)
                .confidence(framework.isPresent() ? Confidence.PROVEN : Confidence.STARTABLE);
        NodeVersion.describe(root, manifest, draft);
        if (files) {
            draft.kind(framework.map(Framework::kind).orElse(ComponentKind.SPA)).port(ComponentDraft.STATIC_PORT);
        } else if (framework.isEmpty() || NodeFrameworks.isLibraryOfServers(framework.get())) {
            draft.start("node %s/main.js".formatted(output)).port(PORT);
        } else {
            draft.start(framework.get().startCommand());
        }
        return Optional.of(draft);
    }

    private static Optional<Framework> framework(
            SourceDirectory directory, String executor, boolean server, NodeDependencies dependencies) {
        for (var known : EXECUTORS.entrySet()) {
            if (executor.startsWith("@" + known.getKey())
                    || executor.matches("@(?:nx|nrwl)/" + known.getKey() + ":.*")) {
                return NodeFrameworks.ALL.stream()
                        .filter(one -> one.name().equals(known.getValue()))
                        .findFirst();
            }
        }
        if (directory
                        .matching(List.of("next.config.js", "next.config.mjs", "next.config.ts"))
                        .size()
                > 0) {
            return NodeFrameworks.ALL.stream()
                    .filter(one -> one.name().equals("next"))
                    .findFirst();
        }
        return NodeFrameworks.ALL.stream()
                .filter(one -> server ? NodeFrameworks.isLibraryOfServers(one) : NodeFrameworks.isUserInterface(one))
                .filter(one -> one.packages().stream().anyMatch(dependencies::has))
                .findFirst();
    }
}
