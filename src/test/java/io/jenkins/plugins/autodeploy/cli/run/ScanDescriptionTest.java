package io.jenkins.plugins.autodeploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.ScanSamples;
import org.junit.jupiter.api.Test;

class ScanDescriptionTest {
    @Test
    void saysTheVerdictWhatCountsWhyAndWhatToKnow() {
        assertThat(ScanDescription.of(ScanSamples.three())).isEqualTo("""
                registry.example/shop/web:1.4 did not pass: 1 critical, 1 high (1 new, 1 with a fix, 1 accepted)

                SEVERITY  FINDING         PACKAGE                              VERSION           PLACE
                CRITICAL  CVE-2021-44228  org.apache.logging.log4j:log4j-core  2.14.1 -> 2.17.1  pom.xml
                HIGH      private-key     A private key lies in the file       -                 deploy/key.pem:1

                Why it does not pass:
                  CRITICAL CVE-2021-44228 in pom.xml: upgrade org.apache.logging.log4j:log4j-core from 2.14.1 to 2.17.1

                To know:
                  The accepted finding CVE-2020-0001 matches nothing any more""");
    }

    @Test
    void isOneLineWhereThereIsNothingToSay() {
        assertThat(ScanDescription.of(ScanSamples.clean()).lines().findFirst())
                .hasValue("registry.example/shop/web:1.4 passed: no findings");
    }

    @Test
    void doesNotCallAScannerThatFailedNoFindings() {
        assertThat(ScanDescription.of(ScanSamples.failed()))
                .startsWith("registry.example/shop/web:1.4 did not pass\n")
                .doesNotContain("no findings")
                .contains("Trivy has no vulnerability database");
    }

    @Test
    void staysShortHoweverMuchWasFound() {
        String words = ScanDescription.of(ScanSamples.many(2000));

        assertThat(words.lines().count()).isLessThan(70);
        assertThat(words)
                .contains("and 1788 more; --json and the page of `autodeploy serve` have them all")
                .contains("  and 30 more");
    }

    @Test
    void boundsColumnsSoThatLongNamesDoNotPushTheOthersAway() {
        String row = ScanDescription.of(ScanSamples.hostile())
                .lines()
                .filter(line -> line.startsWith("CRITICAL"))
                .findFirst()
                .orElseThrow();

        assertThat(row.indexOf("<img", row.indexOf("<img") + 1)).isLessThan(50);
    }
}
