package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;

/** Packages of Node and Bun: servers, and applications and sites whose build only needs them. */
public final class NodeEcosystem implements Ecosystem {
    private static final int PORT = 3000;
    private static final List<String> PAGES = List.of(
            "index.html", "public/index.html", "src/index.html", "app/index.html", "src/app.html", "angular.json");
    private static final List<String> TYPE_SCRIPT = List.of("tsconfig.json", "tsconfig.base.json");

    @Override
    public String name() {
        return "Node";
    }

    @Override
    public List<String> markers() {
        return List.of(PackageJson.FILE, "server.js", "index.js", "app.js", "main.js");
    }

    @Override
    public List<Framework> frameworks() {
        return NodeFrameworks.ALL;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        return directory.has(PackageJson.FILE)
                ? PackageJson.of(directory).flatMap(manifest -> describe(directory, manifest))
                : StartScript.program(directory, Optional.empty(), false)
                        .filter(file -> ListeningPort.listens(directory, file))
                        .map(file -> program(directory, file));
    }

    /** A single file without a manifest. */
    private static ComponentDraft program(SourceDirectory directory, String file) {
        ComponentDraft draft = new ComponentDraft(directory, "javascript");
        Optional<Integer> told = ListeningPort.inCode(directory, file, draft);
        return draft.runtime("node", NodeVersion.STANDARD)
                .entryPoint(file)
                .start("node " + file)
                .port(told.orElse(PORT))
                .because(file, "a program that listens")
                .onlySources()
                .confidence(Confidence.STARTABLE);
    }

    private static Optional<ComponentDraft> describe(SourceDirectory directory, PackageJson manifest) {
        NodeTool.Choice tool = NodeTool.of(directory);
        boolean bun = tool.tool() == NodeTool.BUN;
        Optional<StartScript> start = StartScript.of(directory, manifest, bun ? "bun" : "node");
        NodeDependencies dependencies = new NodeDependencies(manifest, tool, directory);
        Optional<Framework> declared = framework(directory, manifest, dependencies, start);
        ComponentDraft draft = new ComponentDraft(directory, language(directory, manifest)).name(manifest.name());
        boolean deployed = isDeployed(directory, manifest, declared, start);
        Optional<Framework> framework =
                declared.filter(found -> deployed).map(found -> Rendering.of(found, directory, manifest, draft));
        framework.ifPresent(found -> draft.framework(found, otherThan(declared.get(), found), dependencies));
        draft.builtFrom(tool.at())
                .tools(tool.tool().label(), OutputDirectory.bundler(manifest).orElse(null))
                .because(tool.because())
                .install(tool.install())
                .build(command(manifest, tool, "build", draft))
                .test(command(manifest, tool, "test", draft));
        if (bun) {
            BunVersion.describe(draft);
        } else {
            NodeVersion.describe(directory, manifest, draft);
        }
        if (!deployed) {
            draft.kind(ComponentKind.WORKER)
                    .start(StartScript.own(manifest)
                            .map(script -> tool.tool().run(StartScript.SCRIPT, ""))
                            .orElse(null))
                    .confidence(Confidence.GUESSED);
        } else if (framework.map(found -> !found.isServer()).orElse(start.isEmpty())) {
            describeFiles(directory, framework, draft);
        } else {
            describeServer(directory, manifest, framework, start, tool, draft);
        }
        return Optional.of(draft);
    }

    /** Whether it is started or served itself, rather than imported by others or holding them together. What the root of an Nx workspace declares is for its projects. */
    private static boolean isDeployed(
            SourceDirectory directory,
            PackageJson manifest,
            Optional<Framework> declared,
            Optional<StartScript> start) {
        boolean nx = directory.has("nx.json") && StartScript.own(manifest).isEmpty();
        if (nx || declared.isPresent()) {
            return !nx;
        }
        boolean application = OutputDirectory.bundler(manifest).isPresent() && !isLibrary(directory, manifest);
        return !NodeTool.isWorkspace(directory, manifest) && (start.isPresent() || application);
    }

    /** The list that a draft compares with: a framework that is used otherwise than usual is still the same one. */
    private static List<Framework> otherThan(Framework declared, Framework used) {
        return NodeFrameworks.ALL.stream()
                .map(one -> one == declared ? used : one)
                .toList();
    }

    private static Optional<Framework> framework(
            SourceDirectory directory,
            PackageJson manifest,
            NodeDependencies dependencies,
            Optional<StartScript> start) {
        return NodeFrameworks.ALL.stream()
                .filter(candidate -> candidate.packages().stream().anyMatch(dependencies::has))
                .filter(candidate -> isUsed(candidate, directory, manifest, start))
                .findFirst();
    }

    /** A library counts only where it is what runs or is built: servers in tests and components in libraries do not. */
    private static boolean isUsed(
            Framework framework, SourceDirectory directory, PackageJson manifest, Optional<StartScript> start) {
        boolean bundled = OutputDirectory.bundler(manifest).isPresent();
        if (NodeFrameworks.isLibraryOfServers(framework)) {
            boolean atRunTime = framework.packages().stream()
                    .anyMatch(name -> manifest.dependency(name).isPresent());
            boolean onlyBundled = bundled && start.filter(StartScript::listens).isEmpty();
            boolean development = manifest.script(StartScript.SCRIPT)
                    .filter(StartScript::isForDevelopment)
                    .isPresent();
            return atRunTime && !onlyBundled && !(development && framework.startCommand() == null);
        }
        if (NodeFrameworks.isUserInterface(framework)) {
            return (bundled || manifest.script("build").isPresent()) && !isLibrary(directory, manifest);
        }
        return true;
    }

    /** Something that others import: it says what they get, and has no page to open. */
    private static boolean isLibrary(SourceDirectory directory, PackageJson manifest) {
        return manifest.isImported() && directory.firstOf(PAGES).isEmpty();
    }

    private static void describeFiles(SourceDirectory directory, Optional<Framework> framework, ComponentDraft draft) {
        String usual = framework.map(Framework::outputDirectory).orElse("dist");
        draft.kind(framework.map(Framework::kind).orElse(ComponentKind.SPA))
                .port(ComponentDraft.STATIC_PORT)
                .output(OutputDirectory.of(directory, usual, draft))
                .confidence(framework.isPresent() ? Confidence.DECLARED : Confidence.STARTABLE);
    }

    private static void describeServer(
            SourceDirectory directory,
            PackageJson manifest,
            Optional<Framework> framework,
            Optional<StartScript> start,
            NodeTool.Choice tool,
            ComponentDraft draft) {
        manifest.script(StartScript.SCRIPT)
                .ifPresent(script -> draft.because(PackageJson.FILE, "script start: " + script));
        Optional<String> built = framework.map(Framework::startCommand);
        boolean script = StartScript.own(manifest).isPresent();
        Optional<String> command = start.filter(found -> script || built.isEmpty())
                .map(found -> found.command().equals(StartScript.SCRIPT)
                        ? tool.tool().run(StartScript.SCRIPT, "")
                        : found.command())
                .or(() -> built);
        Optional<Integer> told = ListeningPort.of(directory, manifest, command.orElse(""), draft);
        boolean listens = framework.isPresent()
                || told.isPresent()
                || start.map(StartScript::listens).orElse(false);
        Integer usual = framework.map(Framework::port).orElse(PORT);
        draft.start(command.orElse(null))
                .kind(listens ? ComponentKind.SERVER : ComponentKind.WORKER)
                .port(listens ? told.orElse(usual) : null)
                .confidence(
                        framework.isEmpty()
                                ? script || listens ? Confidence.STARTABLE : Confidence.GUESSED
                                : command.isPresent() ? Confidence.PROVEN : Confidence.DECLARED);
        command.map(text -> text.split(" "))
                .filter(words -> words.length == 2
                        && SafeText.path(words[1]).filter(directory::has).isPresent())
                .ifPresent(words -> draft.entryPoint(words[1]));
    }

    private static String command(PackageJson manifest, NodeTool.Choice tool, String script, ComponentDraft draft) {
        Optional<String> text = manifest.script(script);
        text.ifPresent(told -> draft.because(PackageJson.FILE, "script %s: %s".formatted(script, told)));
        String member = draft.directory().pathWithin(tool.at());
        return text.isPresent() && SafeText.isPlain(member) ? tool.tool().run(script, member) : null;
    }

    private static String language(SourceDirectory directory, PackageJson manifest) {
        boolean typed = directory.firstOf(TYPE_SCRIPT).isPresent()
                || manifest.anyDependency("typescript").isPresent();
        return typed ? "typescript" : "javascript";
    }
}
