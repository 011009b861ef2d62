package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How one library is known by its files, and what is known against it.
 *
 * @param npmName its name in the npm registry; null where the repository does not tell
 * @param hashes versions by SHA-1 of the whole file
 * @param unusable how many of its patterns cannot be read
 */
record JavaScriptLibrary(
        String name,
        @CheckForNull String npmName,
        List<BoundedSearch> paths,
        List<BoundedSearch> fileNames,
        List<BoundedSearch> contents,
        Map<String, String> hashes,
        List<JavaScriptVulnerability> vulnerabilities,
        int unusable) {
    private static final String PLACEHOLDER = "§§version§§";
    private static final String VERSION = "[0-9][0-9.a-z_\\-]+";
    private static final Pattern MINIFIED = Pattern.compile("[.-]min$");
    /** In JavaScript a brace that begins no bounds stands for itself; in Java it is an error. */
    private static final Pattern LITERAL_BRACE = Pattern.compile("(?<!\\\\)\\{(?!\\d++(?:,\\d*+)?\\})");

    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(1);

    /** @throws IllegalArgumentException when it is not of the repository's form; the message says what is wrong with it */
    static JavaScriptLibrary of(String name, JsonNode tree) {
        JsonNode extractors = tree.path("extractors");
        List<String> unusable = new ArrayList<>();
        Map<String, String> hashes = new HashMap<>();
        extractors
                .path("hashes")
                .properties()
                .forEach(field -> hashes.put(field.getKey(), field.getValue().asText()));
        List<JavaScriptVulnerability> vulnerabilities = new ArrayList<>();
        tree.path("vulnerabilities").forEach(node -> vulnerabilities.add(JavaScriptVulnerability.of(name, node)));
        return new JavaScriptLibrary(
                name,
                AdvisoryText.word(tree.path("npmname").asText(null)),
                searches(extractors.path("uri"), "", "", unusable),
                searches(extractors.path("filename"), "^", "$", unusable),
                searches(extractors.path("filecontent"), "", "", unusable),
                hashes,
                vulnerabilities,
                unusable.size());
    }

    /**
     * Versions of the library that a file holds.
     *
     * @param path with a slash before it
     * @param hash SHA-1 of the file, hexadecimal
     * @throws BoundedSearch.StoppedException when one of its patterns takes too long
     */
    Set<String> versions(String path, String text, String hash) {
        Set<String> versions = new LinkedHashSet<>();
        Optional.ofNullable(hashes.get(hash)).ifPresent(versions::add);
        search(paths, path, versions);
        search(fileNames, path.substring(path.lastIndexOf('/') + 1), versions);
        search(contents, text, versions);
        return versions;
    }

    private static void search(List<BoundedSearch> searches, String text, Set<String> versions) {
        for (BoundedSearch search : searches) {
            search.first(text, LONGEST_SEARCH)
                    .map(version -> MINIFIED.matcher(version).replaceFirst(""))
                    .ifPresent(versions::add);
        }
    }

    private static List<BoundedSearch> searches(JsonNode patterns, String before, String after, List<String> unusable) {
        List<BoundedSearch> searches = new ArrayList<>();
        for (JsonNode pattern : patterns) {
            String expression = LITERAL_BRACE.matcher(pattern.asText()).replaceAll("\\\\{");
            try {
                searches.add(
                        new BoundedSearch(Pattern.compile(before + expression.replace(PLACEHOLDER, VERSION) + after)));
            } catch (PatternSyntaxException e) {
                unusable.add(pattern.asText());
            }
        }
        return List.copyOf(searches);
    }
}
