package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingMergeTest {
    private static final Finding TRIVYS = vulnerability("CVE-1", "lodash", Severity.HIGH)
            .withRating(Severity.HIGH, "ghsa", null)
            .withLocation("web/package-lock.json")
            .withScanners(List.of("trivy"));

    @Test
    void putsTogetherTheSameVulnerabilityUnderAnotherIdAndKeepsTheWorseRatingWithItsSource() {
        Finding grypes = vulnerability("GHSA-1", "lodash", Severity.CRITICAL)
                .withAliases(List.of("CVE-1"))
                .withRating(Severity.CRITICAL, "nvd", "CVSS:3.1/AV:N")
                .withLocation("/web/package-lock.json")
                .withScanners(List.of("grype"));

        assertThat(FindingMerge.merge(List.of(List.of(TRIVYS), List.of(grypes))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("CVE-1");
                    assertThat(finding.aliases()).containsExactly("GHSA-1");
                    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(finding.severitySource()).isEqualTo("nvd");
                    assertThat(finding.cvss()).isEqualTo("CVSS:3.1/AV:N");
                    assertThat(finding.scanners()).containsExactly("trivy", "grype");
                    assertThat(finding.location()).isEqualTo("web/package-lock.json");
                });
    }

    @Test
    void keepsAPackageInTwoPlacesApartForAllScanners() {
        Finding elsewhere = TRIVYS.withLocation("api/package-lock.json");
        List<Finding> grypes = List.of(
                elsewhere.withScanners(List.of("grype")).withLocation("/api/package-lock.json"),
                TRIVYS.withScanners(List.of("grype")).withLocation("/web/package-lock.json"));

        assertThat(FindingMerge.merge(List.of(List.of(TRIVYS, elsewhere), grypes)))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.scanners()).containsExactly("trivy", "grype"));
    }

    @Test
    void dropsWhatOneScannerSaysTwice() {
        assertThat(FindingMerge.merge(List.of(List.of(TRIVYS, TRIVYS)))).containsExactly(TRIVYS);
    }

    @Test
    void keepsOtherVersionsAndOtherPackagesApart() {
        Finding older = TRIVYS.withPackage("lodash", "pkg:npm/lodash@3.0", "3.0", null);
        Finding sameNameElsewhere = TRIVYS.withPackage("lodash", "pkg:deb/debian/lodash@1.0", "1.0", null);

        assertThat(FindingMerge.merge(List.of(List.of(TRIVYS), List.of(older), List.of(sameNameElsewhere))))
                .hasSize(3);
    }

    @Test
    void takesASecretOfTheSameLineForOneWhateverTheRulesAreCalled() {
        Finding ours = Finding.of(FindingKind.SECRET, "aws-access-key-id", Severity.HIGH, "AWS key")
                .withLocation("a.env:3");
        Finding theirs = Finding.of(FindingKind.SECRET, "aws-token", Severity.CRITICAL, "AWS")
                .withLocation("/a.env:3");
        Finding another = theirs.withLocation("a.env:4");

        assertThat(FindingMerge.merge(List.of(List.of(ours), List.of(theirs, another))))
                .extracting(Finding::id, Finding::location)
                .containsExactly(tuple("aws-access-key-id", "a.env:3"), tuple("aws-token", "a.env:4"));
    }

    @Test
    void keepsFaultsOfOtherRulesInOneLineApart() {
        Finding root = Finding.of(FindingKind.MISCONFIGURATION, "root", Severity.HIGH, "root")
                .withLocation("Dockerfile:1");
        Finding latest = Finding.of(FindingKind.MISCONFIGURATION, "latest", Severity.LOW, "latest")
                .withLocation("Dockerfile:1");

        assertThat(FindingMerge.merge(List.of(List.of(root), List.of(latest, root))))
                .containsExactly(root, latest);
    }

    private static Finding vulnerability(String id, String name, Severity severity) {
        return Finding.of(FindingKind.VULNERABILITY, id, severity, "bad " + name)
                .withPackage(name, "pkg:npm/" + name + "@1.0", "1.0", "1.1");
    }
}
