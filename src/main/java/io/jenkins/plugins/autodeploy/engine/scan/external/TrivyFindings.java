package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Layer;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Misconfiguration;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Secret;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Vectors;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Vulnerability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What Trivy found, as findings. */
final class TrivyFindings {
    private static final int MOST_VERSIONS = 50;
    /** What Trivy calls the states of a package that will not be fixed, and how people say it. */
    private static final Map<String, String> STATES = Map.of(
            "will_not_fix", "Its makers will not fix it.",
            "fix_deferred", "Its makers have put the fix off.",
            "end_of_life", "Its makers no longer support it.");

    private TrivyFindings() {}

    /** @param file within the target; null when the package is in no one file */
    static Finding vulnerability(Vulnerability found, @CheckForNull String file) {
        List<String> ids = FindingFacts.ids(found.id(), orEmpty(found.vendorIds()));
        String installed = OutsideText.clean(found.installed());
        List<String> fixes = versions(found.fixed());
        String title = OutsideText.clean(found.title());
        return Finding.of(
                        FindingKind.VULNERABILITY,
                        ids.get(0),
                        FindingFacts.severity(found.severity()),
                        title == null ? ids.get(0) : title)
                .withAliases(ids.subList(1, ids.size()))
                .withPackage(
                        FindingFacts.known(found.packageName()),
                        found.identifier() == null
                                ? null
                                : OutsideText.clean(found.identifier().packageUrl()),
                        installed,
                        FindingFacts.closest(installed, fixes))
                .withRating(
                        FindingFacts.severity(found.severity()),
                        FindingFacts.severitySource(found.severitySource(), found.severity()),
                        vector(found))
                .withText(description(found, fixes), link(found))
                .withLocation(FindingFacts.location(
                        found.packagePath() == null || found.packagePath().isBlank() ? file : found.packagePath(),
                        null))
                .withLayer(layer(found.layer()));
    }

    /** Trivy joins the fixes of several release lines by commas. */
    private static List<String> versions(@CheckForNull String fixed) {
        return fixed == null
                ? List.of()
                : Stream.of(fixed.split(",", MOST_VERSIONS))
                        .map(OutsideText::clean)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** The vector of whoever gave the severity, else of the NVD, else of anybody. */
    @CheckForNull
    private static String vector(Vulnerability found) {
        Map<String, Vectors> sources = found.cvss() == null ? Map.of() : found.cvss();
        return Stream.concat(Stream.of(String.valueOf(found.severitySource()), "nvd"), sources.keySet().stream())
                .map(sources::get)
                .filter(Objects::nonNull)
                .map(vectors -> FindingFacts.newestVector(Stream.of(vectors.v4(), vectors.v3(), vectors.v2())
                        .filter(Objects::nonNull)
                        .toList()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @CheckForNull
    private static String description(Vulnerability found, List<String> fixes) {
        String state = found.status() == null ? null : STATES.get(found.status());
        String fixed = fixes.size() > 1 ? "Fixed in %s.".formatted(String.join(", ", fixes)) : null;
        return join(state, fixed, OutsideText.clean(found.description()));
    }

    @CheckForNull
    private static String link(Vulnerability found) {
        return Stream.concat(Stream.of(String.valueOf(found.link())), orEmpty(found.references()).stream())
                .map(FindingFacts::link)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether it is a fault: checks that passed, and exceptions that Rego policies make, are reported as well when asked for. */
    static boolean failed(Misconfiguration found) {
        return !"PASS".equals(found.status()) && !"EXCEPTION".equals(found.status());
    }

    static Finding misconfiguration(Misconfiguration found, @CheckForNull String file) {
        String id = found.id() == null || found.id().isBlank() ? found.avdId() : found.id();
        String what = OutsideText.clean(found.message() == null ? found.title() : found.message());
        String remedy = OutsideText.clean(found.resolution());
        String title = what == null ? FindingFacts.known(id) : what;
        return Finding.of(
                        FindingKind.MISCONFIGURATION,
                        FindingFacts.known(id),
                        FindingFacts.severity(found.severity()),
                        FindingFacts.known(remedy == null ? title : title + ": " + remedy))
                .withRating(
                        FindingFacts.severity(found.severity()),
                        FindingFacts.severitySource(null, found.severity()),
                        null)
                .withText(OutsideText.clean(found.description()), FindingFacts.link(found.link()))
                .withLocation(FindingFacts.location(
                        file, found.cause() == null ? null : found.cause().startLine()))
                .withLayer(layer(found.layer()));
    }

    static Finding secret(Secret found, @CheckForNull String file) {
        String title = OutsideText.clean(found.title() == null ? found.category() : found.title());
        return Finding.of(
                        FindingKind.SECRET,
                        FindingFacts.known(found.id()),
                        FindingFacts.severity(found.severity()),
                        title == null ? FindingFacts.known(found.id()) : title)
                .withRating(
                        FindingFacts.severity(found.severity()),
                        FindingFacts.severitySource(null, found.severity()),
                        null)
                .withLocation(FindingFacts.location(file, found.startLine()))
                .withLayer(layer(found.layer()));
    }

    /** Images that were not pulled have no digests of compressed layers, only of what is in them. */
    @CheckForNull
    static String layer(@CheckForNull Layer layer) {
        if (layer == null) {
            return null;
        }
        String digest = OutsideText.clean(layer.digest());
        return digest == null ? OutsideText.clean(layer.diffId()) : digest;
    }

    @CheckForNull
    private static String join(String... sentences) {
        String joined =
                String.join(" ", Stream.of(sentences).filter(Objects::nonNull).toList());
        return joined.isEmpty() ? null : joined;
    }

    private static List<String> orEmpty(@CheckForNull List<String> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
