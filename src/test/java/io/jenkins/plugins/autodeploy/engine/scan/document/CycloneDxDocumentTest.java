package io.jenkins.plugins.autodeploy.engine.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.AcceptedFinding;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.vulnerability.Vulnerability;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycloneDxDocumentTest {
    private static final Path GOLDEN = Path.of("src/test/resources/scan/document/shop.cdx.json");
    private static final String IMAGE = "registry.example.com/team/shop:1.4.0";
    private static final String LODASH = "pkg:npm/lodash@4.17.20";

    private static final Finding VULNERABLE = Finding.of(
                    FindingKind.VULNERABILITY, "CVE-2021-23337", Severity.HIGH, "Command injection in lodash")
            .withAliases(List.of("GHSA-35jh-r3h4-6jhm", "SNYK-JS-1"))
            .withPackage("lodash", LODASH, "4.17.20", "4.17.21")
            .withRating(Severity.HIGH, "nvd", "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H")
            .withText("template() runs what it is given.", "https://nvd.nist.gov/vuln/detail/CVE-2021-23337");

    private static final List<SoftwarePackage> PACKAGES = List.of(
            npm("lodash", "4.17.20", LODASH).withLicense("MIT"),
            npm("@hapi/boom", "10.0.1", "pkg:npm/%40hapi/boom@10.0.1").withLicense("(MIT OR Apache-2.0)"),
            npm("once", "1.4.0", "pkg:npm/once@1.4.0")
                    .withLicense("See LICENSE, please")
                    .forDevelopment(true),
            SoftwarePackage.of(
                    "Maven", "org.slf4j:slf4j-api", "2.0.12", "pkg:maven/org.slf4j/slf4j-api@2.0.12", "pom.xml"),
            SoftwarePackage.of(
                            "Debian:12",
                            "libssl3",
                            "3.0.11-1",
                            "pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12",
                            "var/lib/dpkg/status")
                    .withSource("openssl", "3.0.11-1")
                    .withLayer("sha256:aa"));

    @Test
    void isTheDocumentThatWasAgreedOn() throws Exception {
        AcceptedFinding accepted = new AcceptedFinding(
                Finding.of(FindingKind.VULNERABILITY, "GHSA-aaaa-bbbb-cccc", Severity.NEGLIGIBLE, "Slow")
                        .withPackage("old-lib", null, "0.1", null),
                "we never call it",
                "ann",
                LocalDate.of(2026, 12, 31));
        AcceptedFinding cleared = new AcceptedFinding(
                Finding.of(FindingKind.VULNERABILITY, "CVE-2023-0001", Severity.CRITICAL, "Overflow")
                        .withPackage("libssl3", null, "3.0.11-1", "3.0.12")
                        .withRating(Severity.CRITICAL, "debian", null),
                "not_affected: vulnerable_code_not_in_execute_path",
                "https://example.com/vex",
                null);
        Finding secret = Finding.of(FindingKind.SECRET, "aws-key", Severity.CRITICAL, "A key");
        List<Finding> findings = List.of(VULNERABLE, secret, accepted.finding(), cleared.finding());
        ScanDocument document = CycloneDxDocument.of(report(IMAGE, findings, List.of(accepted, cleared)), PACKAGES);
        String pretty = Json.writePretty(tree(document)).replace("\r\n", "\n") + "\n";
        if (System.getProperty("golden.write") != null) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, pretty);
        }
        assertThat(document.name()).isEqualTo("sbom.cdx.json");
        assertThat(pretty).isEqualTo(Files.readString(GOLDEN));
        assertIsValid(document);
    }

    @Test
    void isReadAgainAsItWasMeant() throws Exception {
        ScanDocument document = CycloneDxDocument.of(report(IMAGE, List.of(VULNERABLE), List.of()), PACKAGES);
        Bom bom = new JsonParser().parse(document.content());
        assertThat(bom.getMetadata().getComponent().getType()).isEqualTo(Component.Type.CONTAINER);
        assertThat(bom.getMetadata().getComponent().getPurl())
                .isEqualTo("pkg:oci/shop?repository_url=registry.example.com%2Fteam%2Fshop&tag=1.4.0");
        assertThat(bom.getMetadata().getTimestamp()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(bom.getComponents())
                .extracting(Component::getPurl)
                .contains(LODASH, "pkg:npm/%40hapi/boom@10.0.1")
                .hasSize(6);
        Vulnerability vulnerability = bom.getVulnerabilities().get(0);
        assertThat(vulnerability.getRecommendation()).isEqualTo("Upgrade lodash to 4.17.21");
        assertThat(vulnerability.getRatings().get(0).getMethod()).isEqualTo(Vulnerability.Rating.Method.CVSSV31);
        assertThat(vulnerability.getAffects().get(0).getRef()).isEqualTo(LODASH);
        assertThat(bom.getDependencies().get(0).getDependencies()).hasSize(6);
    }

    @Test
    void isTheSameWhateverTheOrderOfThePackages() {
        List<SoftwarePackage> turned = new ArrayList<>(PACKAGES);
        turned.add(npm("lodash", "4.17.20", LODASH).forDevelopment(true));
        ScanReport report = report(IMAGE, List.of(VULNERABLE), List.of());
        ScanDocument one = CycloneDxDocument.of(report, turned);
        Collections.reverse(turned);
        assertThat(CycloneDxDocument.of(report, turned).content()).isEqualTo(one.content());
    }

    @Test
    void hasASerialNumberOfItsContent() throws Exception {
        ScanReport report = report(IMAGE, List.of(), List.of());
        String serial = tree(CycloneDxDocument.of(report, PACKAGES))
                .path("serialNumber")
                .asText();
        assertThat(serial).matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(tree(CycloneDxDocument.of(report, PACKAGES.subList(1, 5)))
                        .path("serialNumber")
                        .asText())
                .isNotEqualTo(serial);
    }

    @Test
    void namesAPackageOnceWithAllPlacesAndIsNotOptionalWhereOneNeedsIt() throws Exception {
        List<SoftwarePackage> twice = List.of(
                SoftwarePackage.of("npm", "lodash", "4.17.20", LODASH, "web/yarn.lock")
                        .forDevelopment(true),
                SoftwarePackage.of("npm", "lodash", "4.17.20", LODASH, "api/package-lock.json"));
        ScanDocument document = CycloneDxDocument.of(report(".", List.of(), List.of()), twice);
        JsonNode component = tree(document).path("components").get(0);
        assertThat(tree(document).path("components")).hasSize(1);
        assertThat(component.path("scope").asText()).isEqualTo("required");
        assertThat(component.at("/evidence/occurrences").findValuesAsText("location"))
                .containsExactly("api/package-lock.json", "web/yarn.lock");
        assertIsValid(document);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                ".,                                   application, -",
                "services/web,                        application, -",
                "shop:1.0,                            container,   pkg:oci/shop?repository_url=docker.io%2Flibrary%2Fshop&tag=1.0",
                "localhost:5000/Shop,                 application, -",
            })
    void tellsImagesFromDirectories(String target, String type, String url) throws Exception {
        ScanDocument document = CycloneDxDocument.of(report(target, List.of(), List.of()), List.of());
        JsonNode component = tree(document).at("/metadata/component");
        assertThat(component.path("type").asText()).isEqualTo(type);
        assertThat(component.path("purl").asText(null)).isEqualTo(url);
        assertIsValid(document);
    }

    @Test
    void namesAnImageByItsDigest() throws Exception {
        String digest = "sha256:" + "ab".repeat(32);
        ScanDocument document =
                CycloneDxDocument.of(report("example.com/a/shop@" + digest, List.of(), List.of()), List.of());
        assertThat(tree(document).at("/metadata/component/purl").asText())
                .startsWith("pkg:oci/shop@sha256%3Aabab")
                .endsWith("?repository_url=example.com%2Fa%2Fshop");
        assertIsValid(document);
    }

    @Test
    void isValidWithWhateverScannersSay() throws Exception {
        List<Finding> odd = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            odd.add(Finding.of(null, "X" + severity, severity, "<b>\u001B[31m\"\\")
                    .withRating(severity, "redhat: Important", "7.5 (made up)")
                    .withText(null, "javascript:alert(1)"));
        }
        odd.add(VULNERABLE.withPackage("gone", "pkg:npm/gone@1", "1", "2"));
        odd.add(VULNERABLE.withPackage("gone", "pkg:npm/gone@1", "1", null));
        odd.add(VULNERABLE.withRating(null, null, "AV:N/AC:L/Au:N/C:P/I:P/A:P"));
        odd.add(VULNERABLE.withRating(null, null, "CVSS:4.0/AV:N"));
        ScanDocument document = CycloneDxDocument.of(report(IMAGE, odd, List.of()), List.of());
        assertIsValid(document);
        assertThat(tree(document).at("/components").findValuesAsText("bom-ref"))
                .containsExactly("pkg:npm/gone@1", LODASH);
        assertThat(tree(document).findValuesAsText("url")).noneMatch(url -> url.startsWith("javascript"));
    }

    @Test
    void isWrittenForTwentyThousandPackages() throws Exception {
        List<SoftwarePackage> packages = IntStream.range(0, 20_000)
                .mapToObj(i ->
                        npm("p" + i, "1.0." + i, "pkg:npm/p" + i + "@1.0." + i).withLicense("MIT"))
                .toList();
        ScanReport report = report(IMAGE, List.of(VULNERABLE), List.of());
        ScanDocument document = CycloneDxDocument.of(report, packages);
        assertThat(tree(document).path("components")).hasSize(20_001);
    }

    private static void assertIsValid(ScanDocument document) throws Exception {
        String json = new String(document.content(), StandardCharsets.UTF_8);
        assertThat(new JsonParser().validate(json, Version.VERSION_16)).isEmpty();
    }

    private static JsonNode tree(ScanDocument document) throws Exception {
        return Json.readTree(new String(document.content(), StandardCharsets.UTF_8));
    }

    private static SoftwarePackage npm(String name, String version, String url) {
        return SoftwarePackage.of("npm", name, version, url, "package-lock.json");
    }

    private static ScanReport report(String target, List<Finding> findings, List<AcceptedFinding> accepted) {
        List<ScannerRun> scanners = List.of(
                new ScannerRun("built-in", null, null, List.of(), Duration.ZERO, List.of()),
                new ScannerRun("trivy", "0.58.0", null, List.of(), Duration.ZERO, List.of()));
        return new ScanReport(
                target,
                null,
                "built-in, trivy",
                null,
                null,
                true,
                scanners,
                findings,
                accepted,
                Map.of(),
                0,
                null,
                List.of(),
                null,
                null,
                null,
                true,
                List.of(),
                List.of(),
                Instant.parse("2026-03-01T10:00:00Z"));
    }
}
