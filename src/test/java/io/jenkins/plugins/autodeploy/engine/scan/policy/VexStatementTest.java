package io.jenkins.plugins.autodeploy.engine.scan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VexStatementTest {
    private static final Finding FINDING = Finding.of(FindingKind.VULNERABILITY, "CVE-1", Severity.HIGH, "bad")
            .withAliases(List.of("GHSA-1"))
            .withPackage("openssl", "pkg:deb/debian/openssl@3.0.1-1?arch=amd64&distro=debian-12", "3.0.1-1", null);

    @ParameterizedTest
    @CsvSource({
        "CVE-1, pkg:deb/debian/openssl@3.0.1-1, true",
        "ghsa-1, pkg:deb/debian/openssl, true",
        "CVE-1, pkg:deb/debian/openssl?distro=debian-12, true",
        "CVE-1, pkg:deb/debian/openssl?distro=debian-11, false",
        "CVE-1, pkg:deb/debian/openssl@3.0.2-1, false",
        "CVE-1, pkg:deb/ubuntu/openssl, false",
        "CVE-2, pkg:deb/debian/openssl, false",
        "CVE-1, openssl, false",
        "CVE-1, pkg:oci/shop?repository_url=registry.example.com/team/shop, true",
        "CVE-1, pkg:oci/shop?repository_url=ghcr.io/other/shop, false",
        "CVE-1, pkg:oci/other, false",
        "CVE-1, pkg:oci/shop@sha256:11, false",
        "CVE-1, pkg:docker/team/shop@1.0, true",
        "CVE-1, pkg:docker/team/shop@0, false",
    })
    void isAboutThePackageOrTheImageThatItNames(String id, String product, boolean about) {
        VexStatement statement = new VexStatement(
                List.of(id), List.of(new VexProduct(product, List.of())), VexStatus.FIXED, null, "ann", Instant.EPOCH);

        assertThat(statement.isAbout(FINDING, new ScanTarget("registry.example.com/team/shop:1.0", ".")))
                .isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:oci/shop, pkg:deb/debian/openssl, true",
        "pkg:oci/other, pkg:deb/debian/openssl, false",
        "pkg:oci/shop, pkg:deb/debian/zlib, false",
        "pkg:generic/product, pkg:deb/debian/openssl, true",
    })
    void isAboutAPartOfAnImageOnlyWithinThatImage(String product, String part, boolean about) {
        VexProduct named = new VexProduct(product, List.of(part));

        assertThat(named.has(FINDING, new ScanTarget("registry.example.com/team/shop:1.0@sha256:22", ".")))
                .isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({"sha256:22, true", "1.0, false", "2, false"})
    void isAboutTheImageOfADigest(String version, boolean about) {
        VexProduct named = new VexProduct("pkg:oci/shop@" + version, List.of());

        assertThat(named.has(FINDING, new ScanTarget("registry.example.com/team/shop@sha256:22", ".")))
                .isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({"NOT_AFFECTED, true", "FIXED, true", "AFFECTED, false", "UNDER_INVESTIGATION, false"})
    void clearsWhatIsNotAffectedOrFixed(VexStatus status, boolean clears) {
        VexStatement statement = new VexStatement(List.of("CVE-1"), List.of(), status, null, "ann", Instant.EPOCH);

        assertThat(statement.isAbout(FINDING, new ScanTarget(null, "."))).isTrue();
        assertThat(statement.clears()).isEqualTo(clears);
    }
}
