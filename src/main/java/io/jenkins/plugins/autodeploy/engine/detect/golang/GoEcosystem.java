package io.jenkins.plugins.autodeploy.engine.detect.golang;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go modules with a main package. */
public final class GoEcosystem implements Ecosystem {
    /** For modules that do not say. */
    private static final String STANDARD = "1.22";

    private static final int PORT = 8080;
    private static final String FILE = "go.mod";
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
        return List.of(FILE);
    }

    @Override
    public List<Framework> frameworks() {
        return List.of();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        return directory.text(FILE).flatMap(module -> describe(directory, module));
    }

    private static Optional<ComponentDraft> describe(SourceDirectory directory, String module) {
        Matcher named = MODULE.matcher(module);
        String name = named.find() ? named.group(1) : directory.name();
        // Module paths may end with a major version: example.org/shop/v2.
        name = name.replaceFirst("/v\\d+$", "");
        TreeMap<String, String> mains = mainPackages(directory);
        if (mains.isEmpty()) {
            return Optional.empty();
        }
        String chosen = choose(mains, name.substring(name.lastIndexOf('/') + 1));
        String target = chosen.equals(".") ? "." : "./" + chosen;
        ComponentDraft draft = new ComponentDraft(directory, "go")
                .name(name)
                .tools("go", "go")
                .because(FILE, "module " + name)
                .because(mains.get(chosen), "main package " + target)
                .install("go mod download")
                .build("go build -o bin/app " + target)
                .test("go test ./...")
                .start("bin/app")
                .output("bin")
                .confidence(Confidence.PROVEN);
        describeVersion(module, draft);
        describePort(directory, draft);
        mains.keySet().stream()
                .filter(other -> !other.equals(chosen))
                .forEach(other -> draft.insteadOf(
                        "main package ./" + other,
                        Confidence.GUESSED / mains.size(),
                        "%s was chosen by its name".formatted(target)));
        return Optional.of(draft);
    }

    private static void describeVersion(String module, ComponentDraft draft) {
        draft.runtime("go", STANDARD);
        for (Pattern pattern : List.of(TOOLCHAIN, GO)) {
            Matcher version = pattern.matcher(module);
            if (version.find()) {
                draft.runtime("go", version.group(1)).because(FILE, "go " + version.group(1));
                return;
            }
        }
    }

    private static void describePort(SourceDirectory directory, ComponentDraft draft) {
        draft.kind(ComponentKind.WORKER);
        for (String file : sources(directory)) {
            String code = directory.text(file).orElse("");
            if (LISTENS.matcher(code).find()) {
                Matcher told = PORT_TEXT.matcher(code);
                Optional<Integer> port = told.find()
                        ? SafeText.port(told.group(1) != null ? told.group(1) : told.group(2))
                        : Optional.empty();
                draft.kind(ComponentKind.SERVER)
                        .port(port.orElse(PORT))
                        .because(file, "listens on port " + port.orElse(PORT));
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
        sources.removeIf(
                file -> file.endsWith("_test.go") || file.matches("(?:.*/)?(?:testdata|examples?|tools?|scripts?)/.*"));
        return sources;
    }
}
