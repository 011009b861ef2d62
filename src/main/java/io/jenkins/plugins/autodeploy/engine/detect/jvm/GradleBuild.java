package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Gradle script in either language, as far as it says plainly what it declares. Scripts are programs, so they are searched, never run.
 *
 * @param text the script without comments
 */
record GradleBuild(SourceDirectory directory, String file, String text) {
    static final List<String> SCRIPTS = List.of("build.gradle.kts", "build.gradle");

    private static final List<String> SETTINGS = List.of("settings.gradle.kts", "settings.gradle");
    private static final String CATALOG = "gradle/libs.versions.toml";
    private static final Pattern COMMENT = Pattern.compile("(?m)(?<=^|\\s)//.*$|/\\*(?s:.{0,4000}?)\\*/");
    private static final Pattern PLUGIN = Pattern.compile(
            "(?:\\bid\\s*\\(?\\s*|apply\\s*\\(?\\s*plugin\\s*[:=]\\s*)['\"]([\\w.-]{1,100})['\"]\\)?(?:\\s+version\\s*\\(?\\s*['\"]([^'\"\\n]{1,40})['\"])?([^\\n]{0,40})");
    private static final Pattern KOTLIN_PLUGIN = Pattern.compile("\\bkotlin\\(\\s*['\"]([\\w.-]{1,60})['\"]");
    private static final Pattern BARE_PLUGIN =
            Pattern.compile("^[ \\t]*`?(application|war|groovy|scala|java)`?\\s*$", Pattern.MULTILINE);
    private static final Pattern ARTIFACT =
            Pattern.compile("['\"]([\\w.-]{1,100}):([\\w.-]{1,100})(?::([^'\"\\n:@]{0,60}))?[^'\"\\n]{0,40}['\"]");
    private static final Pattern CATALOG_USE =
            Pattern.compile("\\blibs\\.(?!versions\\b)((?:plugins\\.|bundles\\.)?[A-Za-z0-9_.]{1,100})([^\\n]{0,40})");
    private static final Pattern PROJECT_NAME =
            Pattern.compile("rootProject\\.name\\s*=\\s*['\"]([^'\"\\n]{1,100})['\"]");
    private static final Pattern MAIN_CLASS = Pattern.compile(
            "(?:mainClass(?:Name)?(?:\\.set\\(|\\s*=\\s*|\\s+)|['\"]Main-Class['\"]\\s*(?::|to|,)\\s*)\\s*['\"]([A-Za-z_][\\w.]{0,200})['\"]");

    /** Empty when the directory has none that can be used. */
    static Optional<GradleBuild> of(SourceDirectory directory) {
        return directory.firstOf(SCRIPTS).flatMap(file -> directory
                .text(file)
                .map(text ->
                        new GradleBuild(directory, file, COMMENT.matcher(text).replaceAll(""))));
    }

    /** The directory whose settings include this one; itself where it has its own or there are none. */
    SourceDirectory root() {
        return directory.upwards().stream()
                .filter(above -> above.firstOf(SETTINGS).isPresent())
                .findFirst()
                .orElse(directory);
    }

    /** As the settings name it; Gradle itself falls back to the directory's name. */
    String projectName() {
        String settings = directory.firstOf(SETTINGS).flatMap(directory::text).orElse("");
        Matcher name = PROJECT_NAME.matcher(settings);
        return name.find() ? name.group(1) : directory.name();
    }

    Optional<String> mainClass() {
        Matcher told = MAIN_CLASS.matcher(text);
        return told.find() ? Optional.of(told.group(1)) : Optional.empty();
    }

    /** The identifiers of the plugins that are applied. */
    Set<String> plugins() {
        Set<String> ids = new HashSet<>();
        BARE_PLUGIN.matcher(text).results().forEach(bare -> ids.add(bare.group(1)));
        KOTLIN_PLUGIN.matcher(text).results().forEach(kotlin -> ids.add("org.jetbrains.kotlin." + kotlin.group(1)));
        PLUGIN.matcher(text).results().filter(GradleBuild::isApplied).forEach(plugin -> ids.add(plugin.group(1)));
        fromCatalog().stream()
                .filter(declared -> declared.artifact().isEmpty())
                .forEach(declared -> ids.add(declared.group()));
        return ids;
    }

    /** Plugins are groups without an artifact. */
    Coordinates coordinates() {
        List<Coordinates.Declared> all = new ArrayList<>();
        PLUGIN.matcher(text)
                .results()
                .filter(GradleBuild::isApplied)
                .forEach(plugin -> all.add(declared("plugin", plugin.group(1), "", plugin.group(2))));
        all.addAll(fromCatalog());
        ARTIFACT.matcher(text)
                .results()
                .forEach(found -> all.add(declared("dependency", found.group(1), found.group(2), found.group(3))));
        return new Coordinates(List.copyOf(all));
    }

    private static boolean isApplied(MatchResult plugin) {
        return !plugin.group(3).contains("apply false");
    }

    private List<Coordinates.Declared> fromCatalog() {
        SourceDirectory root = root();
        JsonNode catalog = root.toml(CATALOG);
        List<Coordinates.Declared> all = new ArrayList<>();
        for (MatchResult use : (Iterable<MatchResult>) CATALOG_USE.matcher(text).results()::iterator) {
            String alias = use.group(1);
            if (use.group(2).contains("apply false")) {
                continue;
            }
            if (alias.startsWith("plugins.")) {
                entry(catalog.path("plugins"), alias.substring("plugins.".length()))
                        .ifPresent(plugin -> all.add(declared(
                                "plugin",
                                plugin.path("id").asText(plugin.asText("").replaceFirst(":.*", "")),
                                "",
                                version(catalog, plugin))));
            } else if (alias.startsWith("bundles.")) {
                entry(catalog.path("bundles"), alias.substring("bundles.".length()))
                        .ifPresent(bundle -> bundle.forEach(
                                name -> library(catalog, name.asText("")).ifPresent(all::add)));
            } else {
                library(catalog, alias).ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<Coordinates.Declared> library(JsonNode catalog, String alias) {
        return entry(catalog.path("libraries"), alias).map(library -> {
            String[] module = (library.isTextual()
                            ? library.asText()
                            : library.path("module")
                                    .asText(library.path("group").asText("") + ":"
                                            + library.path("name").asText("")))
                    .split(":", 3);
            return declared(
                    "dependency",
                    module[0],
                    module.length > 1 ? module[1] : "",
                    module.length > 2 ? module[2] : version(catalog, library));
        });
    }

    /** Accessors have dots where aliases may have dashes and underscores. */
    private static Optional<JsonNode> entry(JsonNode table, String accessor) {
        String wanted = normalised(accessor);
        return table.properties().stream()
                .filter(one -> normalised(one.getKey()).equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String normalised(String alias) {
        return alias.toLowerCase(Locale.ROOT).replaceAll("[-_]", ".").replaceAll("\\.$", "");
    }

    private static String version(JsonNode catalog, JsonNode entry) {
        JsonNode version = entry.path("version");
        return version.isObject()
                ? catalog.path("versions").path(version.path("ref").asText("")).asText("")
                : version.asText("");
    }

    private Coordinates.Declared declared(String what, String group, String artifact, String version) {
        String known = version == null ? "" : version;
        String name = artifact.isEmpty() ? group : group + ":" + artifact;
        return new Coordinates.Declared(
                group, artifact, known, directory.evidence(file, "%s %s %s".formatted(what, name, known)));
    }
}
