package io.jenkins.plugins.autodeploy.engine.scan.external;

import java.util.List;

/**
 * What Grype's JSON report is made of, as far as it is used. The names are those of the structures of its own package {@code
 * presenter/models}, versions 0.30 to 0.99 and later; absent ones are null.
 */
final class GrypeEntries {
    private GrypeEntries() {}

    record Match(
            Vulnerability vulnerability,
            List<Vulnerability> relatedVulnerabilities,
            List<Detail> matchDetails,
            Artifact artifact) {}

    /** @param dataSource address of the advisory; @param namespace {@code debian:distro:debian:12} */
    record Vulnerability(
            String id,
            String dataSource,
            String namespace,
            String severity,
            List<String> urls,
            String description,
            List<Cvss> cvss,
            Fix fix) {}

    record Cvss(String type, String vector) {}

    /** @param state {@code fixed}, {@code not-fixed}, {@code wont-fix} or {@code unknown} */
    record Fix(List<String> versions, String state) {}

    record Detail(SuggestedFix fix) {}

    record SuggestedFix(String suggestedVersion) {}

    record Artifact(String name, String version, List<Location> locations, String purl) {}

    record Location(String path, String layerID) {}
}
