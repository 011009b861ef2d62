package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.Artifact;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.Cvss;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.Detail;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.Location;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.Match;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.SuggestedFix;
import io.jenkins.plugins.autodeploy.engine.scan.external.GrypeEntries.Vulnerability;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What Grype matched, as findings. It tells the advisory that it matched (often a GHSA) and, as related, the CVE behind it. */
final class GrypeFindings {
    private static final int LONGEST_TITLE = 120;

    private GrypeFindings() {}

    static Finding finding(Match match) {
        Vulnerability advisory = match.vulnerability();
        Artifact artifact = match.artifact();
        List<Vulnerability> related = orEmpty(match.relatedVulnerabilities());
        List<String> ids = FindingFacts.ids(
                advisory.id(),
                related.stream().map(Vulnerability::id).filter(Objects::nonNull).toList());
        String description =
                first(Stream.concat(Stream.of(advisory), related.stream()).map(Vulnerability::description));
        String installed = OutsideText.clean(artifact.version());
        Location location = orEmpty(artifact.locations()).stream().findFirst().orElse(new Location(null, null));
        return Finding.of(
                        FindingKind.VULNERABILITY,
                        ids.get(0),
                        FindingFacts.severity(advisory.severity()),
                        title(description, ids.get(0)))
                .withAliases(ids.subList(1, ids.size()))
                .withPackage(
                        FindingFacts.known(artifact.name()),
                        OutsideText.clean(artifact.purl()),
                        installed,
                        fixed(match, installed))
                .withRating(
                        FindingFacts.severity(advisory.severity()),
                        FindingFacts.severitySource(source(advisory.namespace()), advisory.severity()),
                        vector(advisory, related))
                .withText(description(advisory, description), link(advisory, related))
                .withLocation(FindingFacts.location(location.path(), null))
                .withLayer(OutsideText.clean(location.layerID()));
    }

    /** Grype has no titles; its descriptions begin with a sentence that serves as one. */
    private static String title(@CheckForNull String description, String id) {
        if (description == null) {
            return id;
        }
        int end = description.indexOf(". ");
        String sentence = end > 0 ? description.substring(0, end) : description;
        return sentence.length() <= LONGEST_TITLE ? sentence : sentence.substring(0, LONGEST_TITLE) + "\u2026";
    }

    @CheckForNull
    private static String description(Vulnerability advisory, @CheckForNull String description) {
        boolean never =
                advisory.fix() != null && "wont-fix".equals(advisory.fix().state());
        if (!never) {
            return description;
        }
        return "Its makers will not fix it." + (description == null ? "" : " " + description);
    }

    @CheckForNull
    private static String fixed(Match match, @CheckForNull String installed) {
        String suggested = first(orEmpty(match.matchDetails()).stream()
                .map(Detail::fix)
                .filter(Objects::nonNull)
                .map(SuggestedFix::suggestedVersion));
        if (suggested != null || match.vulnerability().fix() == null) {
            return suggested;
        }
        return FindingFacts.closest(
                installed,
                orEmpty(match.vulnerability().fix().versions()).stream()
                        .map(OutsideText::clean)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** A namespace begins with who keeps it; GitHub's advisories are known as GHSA. */
    @CheckForNull
    private static String source(@CheckForNull String namespace) {
        String clean = OutsideText.clean(namespace);
        if (clean == null) {
            return null;
        }
        String keeper = clean.split(":", 2)[0];
        return keeper.equals("github") ? "ghsa" : keeper;
    }

    /** Of the advisory itself, else of what it is related to; a source's own ({@code Primary}) before those of others. */
    @CheckForNull
    private static String vector(Vulnerability advisory, List<Vulnerability> related) {
        return Stream.concat(Stream.of(advisory), related.stream())
                .map(rated -> vector(orEmpty(rated.cvss())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @CheckForNull
    private static String vector(List<Cvss> cvss) {
        String primary = newest(cvss.stream().filter(GrypeFindings::isPrimary));
        return primary == null ? newest(cvss.stream()) : primary;
    }

    @CheckForNull
    private static String newest(Stream<Cvss> ratings) {
        return FindingFacts.newestVector(
                ratings.map(Cvss::vector).filter(Objects::nonNull).toList());
    }

    private static boolean isPrimary(Cvss rating) {
        return "Primary".equalsIgnoreCase(rating.type());
    }

    @CheckForNull
    private static String link(Vulnerability advisory, List<Vulnerability> related) {
        return Stream.concat(Stream.of(advisory), related.stream())
                .flatMap(source ->
                        Stream.concat(Stream.ofNullable(source.dataSource()), orEmpty(source.urls()).stream()))
                .map(FindingFacts::link)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @CheckForNull
    private static String first(Stream<String> texts) {
        return texts.map(OutsideText::clean)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static <T> List<T> orEmpty(@CheckForNull List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
