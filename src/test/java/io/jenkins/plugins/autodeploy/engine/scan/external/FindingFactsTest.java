package io.jenkins.plugins.autodeploy.engine.scan.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingFactsTest {
    @ParameterizedTest
    @CsvSource({
        "2.13.1, 2.12.6.1;2.13.2.1, 2.13.2.1",
        "6.0.3.0, 5.2.4.3;6.0.3.1, 6.0.3.1",
        "4.17.20, 4.17.21, 4.17.21",
        "3.0.0, 1.2.3;2.0.1, 1.2.3",
        "1:2.36-9, 1:2.36-9+deb12u7;2:3-1, 1:2.36-9+deb12u7",
        "10.1, 1.10.2;10.2, 10.2",
        "v1.1.7, 1.0.12;1.1.12, 1.1.12",
    })
    void upgradesWithinTheSameReleaseLine(String installed, String fixed, String expected) {
        assertThat(FindingFacts.closest(installed, List.of(fixed.split(";")))).isEqualTo(expected);
    }

    @Test
    void hasNothingToUpgradeToWithoutAFix() {
        assertThat(FindingFacts.closest("1.0", List.of())).isNull();
        assertThat(FindingFacts.closest(null, List.of("2.0"))).isEqualTo("2.0");
    }

    @Test
    void knowsAVulnerabilityByItsCveWhenThatIsOne() {
        assertThat(FindingFacts.ids("GHSA-1", List.of("CVE-2024-0001"))).containsExactly("CVE-2024-0001", "GHSA-1");
        assertThat(FindingFacts.ids("CVE-2024-0001", List.of("CVE-2024-0001", "DSA-1")))
                .containsExactly("CVE-2024-0001", "DSA-1");
        assertThat(FindingFacts.ids("ELSA-1", List.of("CVE-2024-0001", "CVE-2024-0002")))
                .containsExactly("ELSA-1", "CVE-2024-0001", "CVE-2024-0002");
        assertThat(FindingFacts.ids(null, List.of())).containsExactly("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b.txt, 3, a/b.txt:3",
        "/etc/passwd, 0, etc/passwd",
        "../../etc/passwd, -1, etc/passwd",
        "a/../../b, 7, b:7",
        "C:\\a\\..\\b, 1, C:/b:1",
        "./a//b/., 1, a/b:1",
    })
    void keepsPathsInsideTheTarget(String path, int line, String expected) {
        assertThat(FindingFacts.location(path, line)).isEqualTo(expected);
    }

    @Test
    void hasNoPlaceForWhatIsNone() {
        assertThat(FindingFacts.location("..", 1)).isNull();
        assertThat(FindingFacts.location("\0", 1)).isNull();
        assertThat(FindingFacts.location(null, 1)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "aquasec/trivy:0.58.1, TRIVY",
        "anchore/grype:v0.99.1, GRYPE",
        "registry.example.com/tools/Grype@sha256:0, GRYPE",
        "registry.example.com/security/scanner:1, TRIVY",
    })
    void takesAContainersScannerFromItsName(String container, ExternalScanner expected) {
        assertThat(ExternalScanner.in(container)).isEqualTo(expected);
    }

    @Test
    void runsNoScannerInTheContainerOfAnother() {
        assertThat(ExternalScanner.TRIVY.mayBe("anchore/grype")).isFalse();
        assertThat(ExternalScanner.GRYPE.mayBe("aquasec/trivy")).isFalse();
        assertThat(ExternalScanner.GRYPE.mayBe("security/scanner")).isTrue();
        assertThat(ExternalScanner.TRIVY.mayBe("security/scanner")).isTrue();
    }
}
