package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One advisory of OSV (<a href="https://ossf.github.io/osv-schema/">schema 1.7</a>).
 *
 * @param aliases other ids of the same vulnerability
 * @param upstream the vulnerabilities that an advisory of a distribution is about
 * @param rating of all packages that have none of their own
 */
record OsvEntry(
        String id,
        List<String> aliases,
        List<String> upstream,
        @CheckForNull String summary,
        @CheckForNull String details,
        AdvisoryRating rating,
        String link,
        List<OsvAffected> affected) {
    /** The newest standard first: it is the one that a source rates by. */
    private static final List<String> STANDARDS = List.of("CVSS_V4", "CVSS_V3", "CVSS_V2");

    private static final String CVE = "CVE-";

    /** @throws IllegalArgumentException when it is not what the schema says; the message says what, to follow the entry's name */
    static OsvEntry of(JsonNode tree) {
        String id = AdvisoryText.word(tree.path("id").asText(null));
        if (id == null) {
            throw new IllegalArgumentException("has no id");
        }
        List<OsvAffected> affected = new ArrayList<>();
        tree.path("affected").forEach(node -> affected.add(affected(node, source(id))));
        return new OsvEntry(
                id,
                words(tree.path("aliases")),
                words(tree.path("upstream")),
                AdvisoryText.firstLine(tree.path("summary").asText(null)),
                AdvisoryText.description(tree.path("details").asText(null)),
                rating(tree, source(id)),
                link(tree.path("references"), id),
                affected);
    }

    /**
     * The ids by which it is reported, each with its aliases: one, or one for each vulnerability that a distribution's advisory
     * is about, as other scanners name them so too.
     */
    List<Set<String>> names() {
        Set<String> own = new LinkedHashSet<>();
        Stream.concat(Stream.of(id), aliases.stream()).forEach(own::add);
        Set<String> vulnerabilities = new LinkedHashSet<>();
        upstream.stream().filter(other -> other.startsWith(CVE)).forEach(vulnerabilities::add);
        if (vulnerabilities.isEmpty() || own.stream().anyMatch(name -> name.startsWith(CVE))) {
            return List.of(sorted(own));
        }
        return vulnerabilities.stream()
                .map(vulnerability -> {
                    Set<String> names = new LinkedHashSet<>(Set.of(vulnerability));
                    names.addAll(own);
                    return sorted(names);
                })
                .toList();
    }

    /** CVEs first, GitHub's ids next. */
    private static Set<String> sorted(Set<String> names) {
        Set<String> sorted = new LinkedHashSet<>();
        names.stream().filter(name -> name.startsWith(CVE)).forEach(sorted::add);
        names.stream().filter(name -> name.startsWith("GHSA-")).forEach(sorted::add);
        sorted.addAll(names);
        return sorted;
    }

    private static OsvAffected affected(JsonNode node, String source) {
        List<OsvRange> ranges = new ArrayList<>();
        for (JsonNode range : node.path("ranges")) {
            if (!range.path("type").asText().equals("GIT")) {
                ranges.add(range(range));
            }
        }
        List<String> versions = new ArrayList<>();
        node.path("versions").forEach(version -> versions.add(version.asText()));
        return new OsvAffected(
                node.path("package").path("ecosystem").asText(),
                node.path("package").path("name").asText(),
                versions,
                ranges,
                rating(node, source));
    }

    private static OsvRange range(JsonNode range) {
        List<OsvRange.Event> events = new ArrayList<>();
        for (JsonNode event : range.path("events")) {
            event.properties()
                    .forEach(field ->
                            events.add(event(field.getKey(), field.getValue().asText())));
        }
        return new OsvRange(events);
    }

    private static OsvRange.Event event(String kind, String version) {
        try {
            return new OsvRange.Event(OsvRange.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), version);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a range with an event that OSV's schema does not know");
        }
    }

    /** Of an advisory or of a package in it: the vector, else the source's word. */
    private static AdvisoryRating rating(JsonNode node, String source) {
        return STANDARDS.stream()
                .flatMap(standard -> scores(node, standard))
                .map(vector -> AdvisoryRating.ofVector(source, vector))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Stream.concat(
                                scores(node, "Ubuntu"),
                                Stream.of(
                                        word(node, "database_specific", "severity"),
                                        word(node, "ecosystem_specific", "urgency"),
                                        word(node, "ecosystem_specific", "severity")))
                        .map(AdvisoryText::word)
                        .filter(Objects::nonNull)
                        .map(word -> AdvisoryRating.ofWord(source, word))
                        .findFirst())
                .orElse(AdvisoryRating.NONE);
    }

    private static Stream<String> scores(JsonNode node, String type) {
        List<String> scores = new ArrayList<>();
        for (JsonNode severity : node.path("severity")) {
            if (severity.path("type").asText().equals(type)) {
                scores.add(severity.path("score").asText());
            }
        }
        return scores.stream();
    }

    @CheckForNull
    private static String word(JsonNode node, String object, String field) {
        JsonNode word = node.path(object).path(field);
        return word.isTextual() ? word.asText() : null;
    }

    /** The database that an id comes from: {@code ghsa}, {@code pysec}, {@code debian}. */
    private static String source(String id) {
        int end = id.indexOf('-');
        return end <= 0 ? "osv" : id.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String link(JsonNode references, String id) {
        for (String type : List.of("ADVISORY", "WEB")) {
            for (JsonNode reference : references) {
                String link = AdvisoryText.link(reference.path("url").asText(null));
                if (link != null && reference.path("type").asText().equals(type)) {
                    return link;
                }
            }
        }
        return "https://osv.dev/vulnerability/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(node -> words.add(AdvisoryText.word(node.asText(null))));
        words.removeIf(Objects::isNull);
        return List.copyOf(words);
    }
}
