package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What Trivy's JSON report is made of, as far as it is used. The names are those of the structures of its own packages {@code types} and
 * {@code fanal/types}, versions 0.19 to 0.74; absent ones are null. What holds a secret ({@code Match}, {@code Code}) is not among them.
 */
final class TrivyEntries {
    private TrivyEntries() {}

    /** @param family {@code debian} */
    record OperatingSystem(
            @JsonProperty("Family") String family,
            @JsonProperty("Name") String version,
            @JsonProperty("EOSL") Boolean unsupported) {}

    record Vulnerability(
            @JsonProperty("VulnerabilityID") String id,
            @JsonProperty("VendorIDs") List<String> vendorIds,
            @JsonProperty("PkgName") String packageName,
            @JsonProperty("PkgPath") String packagePath,
            @JsonProperty("PkgIdentifier") Identifier identifier,
            @JsonProperty("InstalledVersion") String installed,
            @JsonProperty("FixedVersion") String fixed,
            @JsonProperty("Status") String status,
            @JsonProperty("Layer") Layer layer,
            @JsonProperty("Severity") String severity,
            @JsonProperty("SeveritySource") String severitySource,
            @JsonProperty("CVSS") Map<String, Vectors> cvss,
            @JsonProperty("Title") String title,
            @JsonProperty("Description") String description,
            @JsonProperty("PrimaryURL") String link,
            @JsonProperty("References") List<String> references) {}

    record Identifier(@JsonProperty("PURL") String packageUrl) {}

    record Layer(
            @JsonProperty("Digest") String digest,
            @JsonProperty("DiffID") String diffId) {}

    /** CVSS vectors by the version of CVSS. */
    record Vectors(
            @JsonProperty("V2Vector") String v2,
            @JsonProperty("V3Vector") String v3,
            @JsonProperty("V40Vector") String v4) {}

    record Misconfiguration(
            @JsonProperty("ID") String id,
            @JsonProperty("AVDID") String avdId,
            @JsonProperty("Title") String title,
            @JsonProperty("Description") String description,
            @JsonProperty("Message") String message,
            @JsonProperty("Resolution") String resolution,
            @JsonProperty("Severity") String severity,
            @JsonProperty("PrimaryURL") String link,
            @JsonProperty("Status") String status,
            @JsonProperty("Layer") Layer layer,
            @JsonProperty("CauseMetadata") Cause cause) {}

    record Cause(@JsonProperty("StartLine") Integer startLine) {}

    record Secret(
            @JsonProperty("RuleID") String id,
            @JsonProperty("Category") String category,
            @JsonProperty("Title") String title,
            @JsonProperty("Severity") String severity,
            @JsonProperty("StartLine") Integer startLine,
            @JsonProperty("Layer") Layer layer) {}

    record Package(
            @JsonProperty("Name") String name,
            @JsonProperty("Identifier") Identifier identifier,
            @JsonProperty("Version") String version,
            @JsonProperty("Release") String release,
            @JsonProperty("Epoch") Integer epoch,
            @JsonProperty("Arch") String architecture,
            @JsonProperty("Dev") Boolean development,
            @JsonProperty("SrcName") String source,
            @JsonProperty("SrcVersion") String sourceVersion,
            @JsonProperty("SrcRelease") String sourceRelease,
            @JsonProperty("SrcEpoch") Integer sourceEpoch,
            @JsonProperty("Licenses") List<String> licenses,
            @JsonProperty("Layer") Layer layer,
            @JsonProperty("FilePath") String file) {}
}
