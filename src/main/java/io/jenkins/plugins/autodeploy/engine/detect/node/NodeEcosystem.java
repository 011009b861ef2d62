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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Packages of Node: servers, and single-page applications whose build only needs Node. */
public final class NodeEcosystem implements Ecosystem {
    private static final int PORT = 3000;
    private static final List<Framework> FRAMEWORKS = List.of(
            new Framework("next", List.of("next"), ComponentKind.SERVER, PORT, ".next"),
            new Framework("angular", List.of("@angular/core"), ComponentKind.SPA, null, "dist"),
            new Framework("express", List.of("express"), ComponentKind.SERVER, PORT, null),
            new Framework("vue", List.of("vue"), ComponentKind.SPA, null, "dist"),
            new Framework("react", List.of("react"), ComponentKind.SPA, null, "dist"));

    private static final List<String> ENTRY_FILES =
            List.of("server.js", "index.js", "app.js", "main.js", "src/server.js", "src/index.js", "src/app.js");
    /** A start script that is one plain call of node needs no package manager around it to run, which would keep signals from it. */
    private static final Pattern NODE_CALL = Pattern.compile("node\\s+(\\S+)");

    private static final Pattern BUNDLER_START =
            Pattern.compile("(?:vite|react-scripts|vue-cli-service|ng|webpack|parcel)\\b.*", Pattern.DOTALL);

    @Override
    public String name() {
        return "Node";
    }

    @Override
    public List<String> markers() {
        return List.of(PackageJson.FILE);
    }

    @Override
    public List<Framework> frameworks() {
        return FRAMEWORKS;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        return PackageJson.of(directory).flatMap(manifest -> describe(directory, manifest));
    }

    private static Optional<ComponentDraft> describe(SourceDirectory directory, PackageJson manifest) {
        Optional<Framework> framework = FRAMEWORKS.stream()
                .filter(candidate -> isUsed(candidate, manifest))
                .findFirst();
        Optional<String> bundler = bundler(manifest);
        Optional<String> start = startCommand(directory, manifest);
        boolean bundled = framework.isEmpty() && start.isEmpty() && bundler.isPresent();
        // The scripts of a workspace's root call those of its members.
        boolean workspace = framework.isEmpty() && NodeTool.isWorkspace(directory, manifest);
        if (workspace || framework.isEmpty() && start.isEmpty() && !bundled) {
            return Optional.empty();
        }
        ComponentDraft draft = new ComponentDraft(directory, language(directory, manifest)).name(manifest.name());
        NodeTool.Choice tool = NodeTool.of(directory);
        framework.ifPresent(found -> describe(found, manifest, tool, draft));
        draft.builtFrom(tool.at())
                .tools(tool.tool().label(), bundler.orElse(null))
                .because(tool.because())
                .install(tool.install())
                .build(command(manifest, tool, "build", draft))
                .test(command(manifest, tool, "test", draft));
        NodeVersion.describe(directory, manifest, draft);
        boolean spa = bundled || framework.map(Framework::kind).orElse(ComponentKind.SERVER) == ComponentKind.SPA;
        if (spa) {
            describeApplication(directory, framework, draft);
        } else {
            describeServer(
                    directory,
                    manifest,
                    framework,
                    start.map(command -> command.equals("start") ? tool.tool().run(command, "") : command),
                    draft);
        }
        return Optional.of(draft);
    }

    private static void describe(
            Framework framework, PackageJson manifest, NodeTool.Choice tool, ComponentDraft draft) {
        String packageName = framework.packages().get(0);
        String range = manifest.anyDependency(packageName).orElse("");
        Optional<String> locked = NodeLock.version(tool, packageName);
        String version = locked.or(() -> SafeText.firstVersion(range)).orElse(null);
        draft.framework(framework.name(), version)
                .because(PackageJson.FILE, "dependency %s %s".formatted(packageName, range));
        locked.ifPresent(exact -> draft.because(
                tool.at().evidence(tool.lockFile().orElseThrow(), "%s %s".formatted(packageName, exact))));
        for (Framework other : FRAMEWORKS) {
            boolean declared = other != framework
                    && manifest.anyDependency(other.packages().get(0)).isPresent();
            boolean part = framework.name().equals("next") && other.name().equals("react");
            if (declared && !part) {
                draft.insteadOf(other.name(), Confidence.UNLIKELY, "%s is what starts it".formatted(framework.name()));
            }
        }
    }

    /** A server's framework counts only where it is there at run time and a bundler's own server is not what starts. */
    private static boolean isUsed(Framework framework, PackageJson manifest) {
        String packageName = framework.packages().get(0);
        if (framework.kind() == ComponentKind.SPA) {
            return manifest.anyDependency(packageName).isPresent()
                    && (bundler(manifest).isPresent()
                            || manifest.script("build").isPresent());
        }
        boolean bundled =
                BUNDLER_START.matcher(manifest.script("start").orElse("")).matches();
        return manifest.dependency(packageName).isPresent() && !bundled;
    }

    private static void describeApplication(
            SourceDirectory directory, Optional<Framework> framework, ComponentDraft draft) {
        String usual = framework.map(Framework::outputDirectory).orElse("dist");
        draft.kind(ComponentKind.SPA)
                .port(ComponentDraft.STATIC_PORT)
                .output(OutputDirectory.of(directory, usual, draft))
                .confidence(framework.isPresent() ? Confidence.DECLARED : Confidence.STARTABLE);
    }

    private static void describeServer(
            SourceDirectory directory,
            PackageJson manifest,
            Optional<Framework> framework,
            Optional<String> start,
            ComponentDraft draft) {
        manifest.script("start").ifPresent(script -> draft.because(PackageJson.FILE, "script start: " + script));
        Optional<Integer> told = ListeningPort.of(directory, manifest, start.orElse(""), draft);
        draft.start(start.orElse(null))
                .port(told.orElse(framework.map(Framework::port).orElse(PORT)))
                .output(framework.map(Framework::outputDirectory).orElse(null))
                .confidence(
                        framework.isEmpty()
                                ? Confidence.STARTABLE
                                : start.isPresent() ? Confidence.PROVEN : Confidence.DECLARED);
    }

    /** {@code start} when only the script can be called; else a call of node itself. */
    private static Optional<String> startCommand(SourceDirectory directory, PackageJson manifest) {
        Optional<String> script = manifest.script("start");
        if (script.isPresent()) {
            Matcher call = NODE_CALL.matcher(script.get());
            Optional<String> file = call.matches() ? SafeText.path(call.group(1)) : Optional.empty();
            boolean bundler = BUNDLER_START.matcher(script.get()).matches();
            return bundler
                    ? Optional.empty()
                    : Optional.of(file.map(path -> "node " + path).orElse("start"));
        }
        return manifest.main()
                .flatMap(SafeText::path)
                .filter(directory::has)
                .filter(file -> ListeningPort.listens(directory, file))
                .or(() -> ENTRY_FILES.stream()
                        .filter(directory::has)
                        .filter(file -> ListeningPort.listens(directory, file))
                        .findFirst())
                .map(file -> "node " + file);
    }

    private static String command(PackageJson manifest, NodeTool.Choice tool, String script, ComponentDraft draft) {
        Optional<String> text = manifest.script(script);
        text.ifPresent(told -> draft.because(PackageJson.FILE, "script %s: %s".formatted(script, told)));
        String member = draft.directory().pathWithin(tool.at());
        return text.isPresent() && SafeText.isPlain(member) ? tool.tool().run(script, member) : null;
    }

    private static Optional<String> bundler(PackageJson manifest) {
        return OutputDirectory.BUNDLERS.stream()
                .filter(packageName -> manifest.anyDependency(packageName).isPresent())
                .findFirst();
    }

    private static String language(SourceDirectory directory, PackageJson manifest) {
        boolean typed = directory.has("tsconfig.json")
                || manifest.anyDependency("typescript").isPresent();
        return typed ? "typescript" : "javascript";
    }
}
