package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.OsvZip.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsvDatabaseTest {
    private static final String VECTOR = "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H";

    @TempDir
    Path directory;

    @Test
    void aVulnerablePackageIsFoundWithAllThatTheAdvisoryTells() throws Exception {
        export("npm/all.zip", entry("GHSA-35jh-r3h4-6jhm", """
                        "aliases": ["SNYK-1", "CVE-2021-23337"], "summary": "Command Injection in lodash",
                        "details": "All versions\\nbefore 4.17.21",
                        "severity": [{"type": "CVSS_V3", "score": "%s"}],
                        "database_specific": {"severity": "HIGH"},
                        "references": [{"type": "WEB", "url": "https://example.org/web"},
                          {"type": "ADVISORY", "url": "https://nvd.nist.gov/vuln/detail/CVE-2021-23337"}],
                        "affected": [{"package": {"ecosystem": "npm", "name": "lodash", "purl": "pkg:npm/lodash"},
                          "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]""".formatted(VECTOR)));

        AdvisoryMatches matches = look(npm("lodash", "4.17.20").withLayer("sha256:1"));

        Finding expected = Finding.of(
                        FindingKind.VULNERABILITY, "CVE-2021-23337", Severity.HIGH, "Command Injection in lodash")
                .withAliases(List.of("GHSA-35jh-r3h4-6jhm", "SNYK-1"))
                .withPackage("lodash", "pkg:npm/lodash@4.17.20", "4.17.20", "4.17.21")
                .withRating(Severity.HIGH, "ghsa", VECTOR)
                .withText("All versions\nbefore 4.17.21", "https://nvd.nist.gov/vuln/detail/CVE-2021-23337")
                .withLocation("package-lock.json")
                .withLayer("sha256:1");
        assertThat(matches.findings()).containsExactly(expected);
        assertThat(matches.time()).isEqualTo(Instant.parse("2024-05-01T10:00:00.123456Z"));
        assertThat(matches.remarks()).isEmpty();
    }

    @Test
    void theFixedVersionAndWhatWasWithdrawnAreNoFindings() throws Exception {
        export(
                "npm.zip",
                entry("GHSA-1", "npm", "lodash", "0", "4.17.21"),
                entry("GHSA-2", "npm", "other", "0", "9.0.0"),
                entry("GHSA-3", "npm", "lodash", "0", "9.0.0")
                        .replace("\"affected\"", "\"withdrawn\": \"2024-05-02T00:00:00Z\", \"affected\""));

        assertThat(look(npm("lodash", "4.17.21")).findings()).isEmpty();
        assertThat(ids(look(npm("lodash", "4.17.21-rc.1")))).containsExactly("GHSA-1");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0, false, ",
        "1.1.0, true, 1.2.0",
        "1.2.0, false, ",
        "2.0.0, true, 2.5.0",
        "2.4.9, true, 2.5.0",
        "3.0.0, true, ",
        "3.1.0, true, ",
        "3.1.1, false, ",
        "4.9.0, true, ",
        "5.0.0, false, ",
        "7.7.7, true, "
    })
    void everyKindOfRangeIsEvaluated(String version, boolean vulnerable, String fixed) throws Exception {
        export("npm/all.zip", entry("GHSA-1", """
                        "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["7.7.7"],
                          "ranges": [
                            {"type": "SEMVER", "events": [{"fixed": "2.5.0"}, {"introduced": "2.0.0"},
                              {"fixed": "1.2.0"}, {"introduced": "1.1.0"}]},
                            {"type": "ECOSYSTEM", "events": [{"introduced": "3.0.0"}, {"last_affected": "3.1.0"}]},
                            {"type": "SEMVER", "events": [{"introduced": "4.0.0"}, {"limit": "5.0.0"}]},
                            {"type": "GIT", "repo": "https://example.org/a", "events": [{"introduced": "0"}]}]}]"""));

        List<Finding> findings = look(npm("a", version)).findings();

        assertThat(!findings.isEmpty()).isEqualTo(vulnerable);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.fixed()).isEqualTo(fixed));
    }

    @Test
    void theVersionToUpgradeToIsNotVulnerableItself() throws Exception {
        export("npm/all.zip", entry("GHSA-1", """
                        "affected": [
                          {"package": {"ecosystem": "npm", "name": "a"},
                            "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": "1.5.0"}]}]},
                          {"package": {"ecosystem": "npm", "name": "a"},
                            "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.2.0"}, {"fixed": "1.8.0"}]}]},
                          {"package": {"ecosystem": "npm", "name": "a"},
                            "ranges": [{"type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "2.1.0"}]}]}]"""));

        assertThat(look(npm("a", "1.3.0")).findings())
                .extracting(Finding::fixed)
                .containsExactly("1.8.0");
        assertThat(look(npm("a", "2.0.5")).findings())
                .extracting(Finding::fixed)
                .containsExactly("2.1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}]'|CRITICAL|ghsa",
                "'\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"broken\"}],\"database_specific\":{\"severity\":\"MODERATE\"}'|MEDIUM|ghsa: MODERATE",
                "'\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"},{\"type\":\"CVSS_V4\",\"score\":\"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N\"}]'|MEDIUM|ghsa",
                "'\"database_specific\":{\"severity\":\"LOW\"}'|LOW|ghsa",
                "'\"database_specific\":{\"severity\":\"Important\"}'|UNKNOWN|ghsa: Important",
                "'\"database_specific\":{\"severity\":7}'|UNKNOWN|",
                "'\"summary\":\"x\"'|UNKNOWN|"
            })
    void theSeverityIsTheSourcesOwn(String fields, Severity severity, String source) throws Exception {
        export(
                "npm/all.zip",
                entry("GHSA-1", "npm", "a", "0", "2.0.0").replace("\"affected\"", fields + ", \"affected\""));

        Finding finding = look(npm("a", "1.0.0")).findings().get(0);

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.severitySource()).isEqualTo(source);
    }

    @Test
    void debianPackagesAreLookedUpBySourceAndRelease() throws Exception {
        export(
                "Debian/all.zip",
                DebianAdvisories.advisory("DSA-5417-1", "12", "openssl", "3.0.9-1", "CVE-2023-0464", "CVE-2023-2650"),
                DebianAdvisories.advisory("DSA-5417-2", "11", "openssl", "9.9-1", "CVE-2020-1"),
                DebianAdvisories.cve("CVE-2023-2650", "12", "openssl", "3.0.9-1", "unimportant"));
        SoftwarePackage library = SoftwarePackage.of(
                        "Debian:12",
                        "libssl3",
                        "3.0.8-1+b1",
                        "pkg:deb/debian/libssl3@3.0.8-1%2Bb1",
                        "var/lib/dpkg/status")
                .withSource("openssl", "3.0.8-1");

        List<Finding> findings = look(library).findings();

        assertThat(findings).extracting(Finding::id).containsExactly("CVE-2023-0464", "CVE-2023-2650");
        assertThat(findings).extracting(Finding::packageName).containsOnly("libssl3");
        assertThat(findings).extracting(Finding::fixed).containsOnly("3.0.9-1");
        assertThat(findings.get(1).severity()).isEqualTo(Severity.NEGLIGIBLE);
        assertThat(findings.get(1).severitySource()).isEqualTo("debian: unimportant");
        assertThat(findings.get(1).aliases()).containsExactlyInAnyOrder("DSA-5417-1", "DEBIAN-CVE-2023-2650");
    }

    @Test
    void longTermReleasesOfUbuntuAreTheReleaseItself() throws Exception {
        export("Ubuntu/all.zip", entry("USN-1", "Ubuntu:22.04:LTS", "curl", "0", "7.81.0-1ubuntu1.16"));

        assertThat(ids(look(SoftwarePackage.of("Ubuntu:22.04", "curl", "7.81.0-1", "pkg:deb/ubuntu/curl", "x"))))
                .containsExactly("USN-1");
    }

    @Test
    void packagesOfRpmAreLookedUpByTheirOwnNameAndTheirSources() throws Exception {
        export(
                "Rocky Linux/all.zip",
                entry("RLSA-1", "Rocky Linux:9", "openssl", "0", "1:3.0.7-18.el9"),
                entry("RLSA-2", "Rocky Linux:9", "openssl-libs", "0", "1:3.0.7-20.el9"));

        assertThat(ids(look(SoftwarePackage.of("Rocky Linux:9", "openssl-libs", "1:3.0.7-6.el9", "pkg:rpm/x", "x")
                        .withSource("openssl", null))))
                .containsExactlyInAnyOrder("RLSA-1", "RLSA-2");
    }

    @ParameterizedTest
    @CsvSource({"PyPI, My_Package.x, my-package-x", "NuGet, newtonsoft.json, Newtonsoft.Json", "Packagist, A/B, a/b"})
    void namesAreComparedAsTheirRegistryDoes(String ecosystem, String installed, String named) throws Exception {
        export(ecosystem + "/all.zip", entry("GHSA-1", ecosystem, named, "0", "2.0"));

        assertThat(ids(look(SoftwarePackage.of(ecosystem, installed, "1.0", "pkg:x/y", "x"))))
                .containsExactly("GHSA-1");
    }

    @Test
    void packagesOfTheSameNameInAnotherEcosystemAreOthers() throws Exception {
        export("npm/all.zip", entry("GHSA-1", "npm", "requests", "0", "99.0.0"));
        export("PyPI/all.zip", entry("GHSA-2", "PyPI", "requests", "0", "2.0"));

        assertThat(ids(look(
                        SoftwarePackage.of("PyPI", "requests", "1.0", "pkg:pypi/requests@1.0", "x"),
                        npm("x", "1.0.0"))))
                .containsExactly("GHSA-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm/GHSA-1.json", "GHSA-1.json"})
    void unpackedEntriesAreReadToo(String file) throws Exception {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, entry("GHSA-1", "npm", "a", "0", "2.0.0"));
        Files.writeString(directory.resolve(JavaScriptLibraries.FILE), "{}");

        assertThat(ids(look(npm("a", "1.0.0")))).containsExactly("GHSA-1");
    }

    @Test
    void anExportOfTheReleaseGoesBeforeThatOfTheDistribution() throws Exception {
        export("Debian:12/all.zip", entry("DSA-1", "Debian:12", "a", "0", "2"));
        export("Debian/all.zip", "not read");

        assertThat(ids(look(SoftwarePackage.of("Debian:12", "a", "1", "pkg:deb/debian/a@1", "x"))))
                .containsExactly("DSA-1");
    }

    @Test
    void theDatabaseIsAsNewAsItsNewestAdvisoryOfAnyPackage() throws Exception {
        export(
                "npm/all.zip",
                entry("GHSA-1", "npm", "a", "0", "2.0.0"),
                entry("GHSA-2", "npm", "b", "0", "2.0.0")
                        .replace("2024-05-01T10:00:00.123456Z", "2024-06-01T02:00:00+02:00"),
                entry("GHSA-3", "npm", "c", "0", "2.0.0").replace("2024-05", "2023-05"));

        assertThat(look(npm("a", "3.0.0")).time()).isEqualTo(Instant.parse("2024-06-01T00:00:00Z"));
    }

    @Test
    void theSameVulnerabilityInTwoAdvisoriesIsFoundOnceWithWhatBothTell() throws Exception {
        export(
                "PyPI/all.zip",
                entry("PYSEC-1", "PyPI", "a", "0", "2.0")
                        .replace("\"affected\"", "\"aliases\": [\"CVE-2024-1\"], \"affected\""),
                entry("GHSA-1", "PyPI", "a", "0", "2.0")
                        .replace(
                                "\"affected\"",
                                "\"aliases\": [\"CVE-2024-1\", \"PYSEC-1\"], \"database_specific\": {\"severity\": \"HIGH\"}, \"affected\""));

        List<Finding> findings = look(SoftwarePackage.of("PyPI", "a", "1.0", "pkg:pypi/a@1.0", "x"))
                .findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(findings.get(0).aliases()).containsExactlyInAnyOrder("PYSEC-1", "GHSA-1");
    }

    @Test
    void aRangeThatCannotBeOrderedExcludesNothingUnlessVersionsAreListed() throws Exception {
        export(
                "npm/all.zip",
                entry("GHSA-1", "npm", "a", "0", "next release"),
                entry("GHSA-2", "npm", "a", "0", "next release")
                        .replace("\"ranges\"", "\"versions\": [\"0.1.0\"], \"ranges\""));

        List<Finding> findings = look(npm("a", "1.0.0")).findings();

        assertThat(findings).extracting(Finding::id).containsExactly("GHSA-1");
        assertThat(findings.get(0).fixed()).isNull();
    }

    @Test
    void aVersionThatCannotBeOrderedIsRemarked() throws Exception {
        export(
                "npm/all.zip",
                entry("GHSA-1", "npm", "a", "0", "2.0.0")
                        .replace("\"ranges\"", "\"versions\": [\"file:../a\"], \"ranges\""),
                entry("GHSA-2", "npm", "a", "0", "2.0.0"));

        AdvisoryMatches matches = look(npm("a", "file:../a"));

        assertThat(ids(matches)).containsExactly("GHSA-1");
        assertThat(matches.remarks())
                .singleElement()
                .asString()
                .contains("1 packages")
                .contains("a file:../a");
    }

    @Test
    void textOfAdvisoriesIsBoundedAndObeysNothing() throws Exception {
        String details = "\\u001b[31mred\\u0000\\u202e <b>" + "x".repeat(5_000);
        export(
                "npm/all.zip",
                entry("GHSA-1", "npm", "a", "0", "2.0.0")
                        .replace(
                                "\"affected\"",
                                "\"summary\": \"\\u001b]0;x\\u0007\\nnext\", \"details\": \"%s\", \"references\": [{\"type\": \"WEB\", \"url\": \"javascript:alert(1)\"}], \"affected\""
                                        .formatted(details)));

        Finding finding = look(npm("a", "1.0.0")).findings().get(0);

        assertThat(finding.title()).doesNotContain("\u001b", "\n");
        assertThat(finding.description()).hasSizeLessThan(2_100).doesNotContain("\u001b", "\u0000", "\u202e");
        assertThat(finding.link()).isEqualTo("https://osv.dev/vulnerability/GHSA-1");
    }

    private void export(String file, String... entries) throws IOException {
        OsvZip.write(directory.resolve(file), entries);
    }

    private AdvisoryMatches look(SoftwarePackage... packages) throws Exception {
        return new OsvDatabase(directory).look(List.of(packages), Set.of());
    }

    private static SoftwarePackage npm(String name, String version) {
        return SoftwarePackage.of("npm", name, version, "pkg:npm/%s@%s".formatted(name, version), "package-lock.json");
    }

    private static List<String> ids(AdvisoryMatches matches) {
        return matches.findings().stream().map(Finding::id).toList();
    }
}
