package io.jenkins.plugins.autodeploy.engine.detect.golang;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go modules with a main package. */
public final class GoEcosystem implements Ecosystem {
    /** For modules that do not say. */
    private static final String STANDARD = "1.22";

    private static final int PORT = 8080;
    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.server("gin", PORT, "github.com/gin-gonic/gin"),
            Framework.server("echo", 1323, "github.com/labstack/echo"),
            Framework.server("fiber", 3000, "github.com/gofiber/fiber"),
            Framework.server("beego", PORT, "github.com/beego/beego", "github.com/astaxie/beego"),
            Framework.server("iris", PORT, "github.com/kataras/iris"),
            Framework.server("buffalo", 3000, "github.com/gobuffalo/buffalo"),
            Framework.server("hertz", 8888, "github.com/cloudwego/hertz"),
            Framework.server("huma", 8888, "github.com/danielgtaylor/huma").with("chi"),
            Framework.server("chi", 3000, "github.com/go-chi/chi"),
            Framework.server("gorilla", PORT, "github.com/gorilla/mux"));
    private static final Pattern REQUIRED = Pattern.compile(
            "^[ \\t]*(?:require\\s+)?([a-z][\\w.-]{0,80}\\.[a-z]{2,10}/[\\w./-]{1,120}?)(?:/v\\d{1,3})?\\s+v(\\d[\\w.+-]{0,60})(\\s*// indirect)?",
            Pattern.MULTILINE);
    private static final String FILE = "go.mod";
    private static final String WORKSPACE = "go.work";
    private static final Pattern MODULE = Pattern.compile("^module\\s+(\\S{1,200})", Pattern.MULTILINE);
    private static final Pattern TOOLCHAIN =
            Pattern.compile("^toolchain\\s+go(1\\.\\d{1,3}(?:\\.\\d{1,3})?)\\s*$", Pattern.MULTILINE);
    private static final Pattern GO = Pattern.compile("^go\\s+(1\\.\\d{1,3}(?:\\.\\d{1,3})?)\\s*$", Pattern.MULTILINE);
    private static final Pattern MAIN_PACKAGE = Pattern.compile("^package\\s+main\\b", Pattern.MULTILINE);
    private static final Pattern MAIN_FUNCTION = Pattern.compile("^func\\s+main\\s*\\(\\s*\\)", Pattern.MULTILINE);
    private static final Pattern PORT_TEXT =
            Pattern.compile("\"(?:[\\w.]{0,60})?:(\\d{2,5})\"|(?i:port)\\w{0,20}\\s*:?=\\s*\"?(\\d{2,5})\"?\\b");
    private static final Pattern LISTENS =
            Pattern.compile("ListenAndServe|net\\.Listen|\\.Listen\\(|\\.Start\\(|\\.Run\\(");

    @Override
    public String name() {
        return "Go";
    }

    @Override
    public List<String> markers() {
        return List.of(FILE, "main.go");
    }

    @Override
    public List<Framework> frameworks() {
        return FRAMEWORKS;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        if (directory.has(FILE)) {
            return directory.text(FILE).flatMap(module -> describe(directory, module));
        }
        boolean belongsToModule = directory.upwards().stream().anyMatch(above -> above.has(FILE));
        return belongsToModule
                ? Optional.empty()
                : describe(directory, "").map(draft -> draft.confidence(Confidence.STARTABLE));
    }

    private static Optional<ComponentDraft> describe(SourceDirectory directory, String module) {
        Matcher named = MODULE.matcher(module);
        String name = named.find() ? named.group(1) : directory.name();
        // Module paths may end with a major version: example.org/shop/v2.
        name = name.replaceFirst("/v\\d+$", "");
        TreeMap<String, String> mains = mainPackages(directory);
        if (mains.isEmpty()) {
            // A library; still, it is Go.
            return Optional.of(new ComponentDraft(directory, "go")
                    .name(name)
                    .kind(ComponentKind.WORKER)
                    .because(FILE, "module " + name)
                    .runtime("go", STANDARD));
        }
        String chosen = choose(mains, name.substring(name.lastIndexOf('/') + 1));
        String target = chosen.equals(".") ? "." : "./" + chosen;
        ComponentDraft draft =
                new ComponentDraft(directory, "go").name(name).tools("go", "go").because(FILE, "module " + name);
        Dependencies dependencies = dependencies(directory, module);
        Optional<Framework> framework = Framework.firstOf(FRAMEWORKS, dependencies);
        framework.ifPresent(found -> draft.framework(found, FRAMEWORKS, dependencies));
        draft.because(mains.get(chosen), "main package " + target);
        describeCommands(directory, module.isEmpty() ? mains.get(chosen) : target, draft);
        draft.install(module.isEmpty() || draft.isMember() ? null : "go mod download")
                .start("bin/app")
                .output("bin")
                .entryPoint(target)
                .confidence(Confidence.PROVEN);
        describeVersion(module, draft);
        describePort(directory, framework, draft);
        mains.keySet().stream()
                .filter(other -> !other.equals(chosen))
                .forEach(other -> draft.insteadOf(
                        "main package ./" + other,
                        Confidence.GUESSED / mains.size(),
                        "%s was chosen by its name".formatted(target)));
        return Optional.of(draft);
    }

    /** A module of a workspace is built with the others beside it; a program without a module is built from its file. */
    private static void describeCommands(SourceDirectory directory, String target, ComponentDraft draft) {
        Optional<SourceDirectory> workspace = directory.upwards().stream()
                .skip(1)
                .filter(above -> above.has(WORKSPACE))
                .filter(above -> SafeText.path(directory.pathWithin(above)).isPresent())
                .findFirst();
        String in = workspace
                .map(above -> "-C " + directory.pathWithin(above) + " ")
                .orElse("");
        workspace.ifPresent(above -> draft.builtFrom(above).because(above.evidence(WORKSPACE, "a workspace")));
        draft.build("go build %s-o bin/app %s".formatted(in, target)).test("go test %s./...".formatted(in));
    }

    /** Modules by their path without the major version at its end; what only others need does not count. */
    private static Dependencies dependencies(SourceDirectory directory, String module) {
        Map<String, Dependency> required = new HashMap<>();
        REQUIRED.matcher(module).results().filter(line -> line.group(3) == null).forEach(line -> {
            String told = "require %s v%s".formatted(line.group(1), line.group(2));
            required.put(line.group(1), Dependency.of(line.group(1), line.group(2), directory.evidence(FILE, told)));
        });
        return name -> Optional.ofNullable(required.get(name));
    }

    private static void describeVersion(String module, ComponentDraft draft) {
        RuntimeVersion.describe(
                draft, "go", STANDARD, List.of("go", "golang"), RuntimeVersion.Source.plain(".go-version"));
        for (Pattern pattern : List.of(TOOLCHAIN, GO)) {
            Matcher version = pattern.matcher(module);
            if (version.find()) {
                draft.runtime("go", version.group(1)).because(FILE, "go " + version.group(1));
                return;
            }
        }
    }

    private static void describePort(SourceDirectory directory, Optional<Framework> framework, ComponentDraft draft) {
        if (framework.isEmpty()) {
            draft.kind(ComponentKind.WORKER);
        }
        int usual = framework.map(Framework::port).orElse(PORT);
        for (String file : sources(directory)) {
            String code = directory.text(file).orElse("");
            if (LISTENS.matcher(code).find()) {
                Matcher told = PORT_TEXT.matcher(code);
                Optional<Integer> port = told.find()
                        ? SafeText.port(told.group(1) != null ? told.group(1) : told.group(2))
                        : Optional.empty();
                draft.kind(ComponentKind.SERVER)
                        .port(port.orElse(usual))
                        .because(file, "listens on port " + port.orElse(usual));
                return;
            }
        }
    }

    /** The directories of main packages, each with the file that has the main function. */
    private static TreeMap<String, String> mainPackages(SourceDirectory directory) {
        TreeMap<String, String> mains = new TreeMap<>();
        for (String file : sources(directory)) {
            String code = directory.text(file).orElse("");
            if (MAIN_PACKAGE.matcher(code).find() && MAIN_FUNCTION.matcher(code).find()) {
                String place = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : ".";
                SafeText.path(place).ifPresent(path -> mains.putIfAbsent(path, file));
            }
        }
        return mains;
    }

    /** The root, else the one that is named like the module or like a server, else the first. */
    private static String choose(TreeMap<String, String> mains, String module) {
        for (String likely : List.of(".", "cmd/" + module, "cmd/server", "cmd/api", "cmd/web", "cmd/app")) {
            if (mains.containsKey(likely)) {
                return likely;
            }
        }
        return mains.firstKey();
    }

    private static List<String> sources(SourceDirectory directory) {
        List<String> sources = new ArrayList<>(directory.filesBelow(".go"));
        sources.removeIf(file -> file.endsWith("_test.go")
                || file.matches("(?:.*/)?(?:testdata|examples?|tools?|scripts?|internal/tools|hack)/.*"));
        return sources;
    }
}
