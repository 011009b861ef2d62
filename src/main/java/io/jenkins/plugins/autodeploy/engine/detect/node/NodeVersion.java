package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Node a project wants. */
final class NodeVersion {
    /** A long-term support release, for projects that do not say. */
    static final String STANDARD = "22";

    private static final List<String> TOOLS = List.of("nodejs", "node");
    private static final List<String> VERSION_FILES = List.of(".nvmrc", ".node-version");
    private static final Map<String, String> CODE_NAMES = Map.of(
            "fermium",
            "14",
            "gallium",
            "16",
            "hydrogen",
            "18",
            "iron",
            "20",
            "jod",
            "22",
            "krypton",
            "24",
            "*",
            STANDARD);
    private static final Pattern EXACT = Pattern.compile("v?(\\d{1,3}(?:\\.\\d{1,3}){0,2})");
    private static final Pattern BOUND = Pattern.compile("(>=|>|<=|<|\\^|~)?\\s*v?(\\d{1,3})");

    private NodeVersion() {}

    /** Sets runtime and version, with the file that told it. */
    static void describe(SourceDirectory directory, PackageJson manifest, ComponentDraft draft) {
        draft.runtime("node", STANDARD);
        for (SourceDirectory at : directory.upwards()) {
            for (String file : VERSION_FILES) {
                Optional<String> version = at.text(file).flatMap(NodeVersion::named);
                if (version.isPresent()) {
                    draft.runtime("node", version.get()).because(at.evidence(file, "node " + version.get()));
                    return;
                }
            }
        }
        Optional<RuntimeVersion> managed = RuntimeVersion.told(directory, TOOLS);
        if (managed.isPresent()) {
            draft.runtime("node", managed.get().version()).because(managed.get().because());
            return;
        }
        manifest.volta()
                .flatMap(NodeVersion::named)
                .ifPresentOrElse(
                        version -> draft.runtime("node", version).because(PackageJson.FILE, "volta.node " + version),
                        () -> manifest.engine().ifPresent(range -> draft.runtime("node", satisfying(range))
                                .because(PackageJson.FILE, "engines.node " + range)));
    }

    /** The release that {@code .nvmrc} names by number or by code name. */
    static Optional<String> named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        Matcher exact = EXACT.matcher(name);
        if (exact.matches()) {
            return Optional.of(exact.group(1));
        }
        return name.startsWith("lts/")
                ? Optional.ofNullable(CODE_NAMES.get(name.substring("lts/".length())))
                : Optional.empty();
    }

    /** An exact version as it is; else the standard release where the range allows it, else the first that it names. */
    static String satisfying(String range) {
        Matcher exact = EXACT.matcher(range.strip());
        if (exact.matches()) {
            return exact.group(1);
        }
        String first = SafeText.firstVersion(range).orElse(STANDARD).replaceAll("\\..*", "");
        int standard = Integer.parseInt(STANDARD);
        for (String alternative : range.split("\\|\\|")) {
            boolean allows = true;
            Matcher bound = BOUND.matcher(alternative.replaceAll("\\.[\\dx*.]+", ""));
            while (bound.find()) {
                allows &= allows(bound.group(1), Integer.parseInt(bound.group(2)), standard);
            }
            if (allows) {
                return STANDARD;
            }
        }
        return first;
    }

    private static boolean allows(String sign, int bound, int major) {
        return switch (sign == null ? "" : sign) {
            case ">=" -> major >= bound;
            case ">" -> major > bound;
            case "<=" -> major <= bound;
            case "<" -> major < bound;
            default -> major == bound;
        };
    }
}
