package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One advisory of a registry's bulk answer.
 *
 * @param vulnerable which versions
 */
record NpmAdvisory(
        String id,
        NpmRange vulnerable,
        String title,
        AdvisoryRating rating,
        @CheckForNull String link) {
    private static final String SOURCE = "npm";
    private static final Pattern GITHUB_ID = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}");

    /** @throws IllegalArgumentException when its range cannot be read */
    static NpmAdvisory of(JsonNode node) {
        NpmRange vulnerable = NpmRange.of(node.path("vulnerable_versions").asText(""));
        String link = AdvisoryText.link(node.path("url").asText(null));
        Matcher github = GITHUB_ID.matcher(link == null ? "" : link);
        String id = github.find()
                ? github.group()
                : "npm-" + AdvisoryText.word(node.path("id").asText("unknown"));
        String title = AdvisoryText.firstLine(node.path("title").asText(null));
        String word = AdvisoryText.word(node.path("severity").asText(null));
        AdvisoryRating rating = word == null ? AdvisoryRating.NONE : AdvisoryRating.ofWord(SOURCE, word);
        String vector = AdvisoryText.word(node.path("cvss").path("vectorString").asText(null));
        return new NpmAdvisory(id, vulnerable, title == null ? id : title, rating.withVector(vector), link);
    }

    boolean concerns(String version) {
        return NpmRange.ORDER.orders(version) && vulnerable.contains(version);
    }

    Finding finding(SoftwarePackage installed) {
        return rating.rate(Finding.of(FindingKind.VULNERABILITY, id, rating.severity(), title))
                .withPackage(installed.name(), installed.packageUrl(), installed.version(), fix(installed.version()))
                .withText(null, link)
                .withLocation(installed.location())
                .withLayer(installed.layer());
    }

    /** The answer names no fixed version, but what is vulnerable ends below it. */
    @CheckForNull
    private String fix(String version) {
        return vulnerable.ends().stream()
                .filter(end -> NpmRange.ORDER.compare(end, version) > 0 && !vulnerable.contains(end))
                .min(NpmRange.ORDER::compare)
                .orElse(null);
    }
}
