package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores are those that FIRST's and NVD's examples have. */
class AdvisoryRatingTest {
    @ParameterizedTest
    @CsvSource({
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, CRITICAL", // 9.8
        "CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N, MEDIUM", // 6.4, CVE-2013-1937
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N, HIGH", // 7.5, CVE-2014-0160
        "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N, LOW", // 3.1, CVE-2014-3566
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, NEGLIGIBLE", // 0.0
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, CRITICAL", // 9.3
        "CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, HIGH", // 7.3
        "CVSS:4.0/AV:P/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N, MEDIUM",
        "AV:N/AC:L/Au:N/C:C/I:C/A:C, HIGH", // 10.0, CVE-2003-0818
        "AV:N/AC:M/Au:N/C:P/I:N/A:N, MEDIUM", // 4.3
        "AV:L/AC:H/Au:N/C:P/I:N/A:N, LOW" // 1.2
    })
    void vectorsAreRatedByTheScaleOfTheirStandard(String vector, Severity severity) {
        AdvisoryRating rating = AdvisoryRating.ofVector("ghsa", vector).orElseThrow();

        assertThat(rating.severity()).isEqualTo(severity);
        assertThat(rating.vector()).isEqualTo(vector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7.5", "CVSS:3.1/AV:N", "CVSS:9.0/AV:N/AC:L", "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
            })
    void whatIsNoVectorRatesNothing(String vector) {
        assertThat(AdvisoryRating.ofVector("ghsa", vector)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "critical, CRITICAL, debian",
        "MODERATE, MEDIUM, debian: MODERATE",
        "unimportant, NEGLIGIBLE, debian: unimportant",
        "not yet assigned, UNKNOWN, debian: not yet assigned",
        "Important, UNKNOWN, debian: Important",
        "unknown, UNKNOWN, debian: unknown"
    })
    void wordsMeanWhatTheirSourceDocuments(String word, Severity severity, String source) {
        assertThat(AdvisoryRating.ofWord("debian", word)).isEqualTo(new AdvisoryRating(severity, source, null));
    }

    @Test
    void theOneThatTellsMoreIsTaken() {
        AdvisoryRating vague = AdvisoryRating.ofWord("debian", "not yet assigned");
        AdvisoryRating word = AdvisoryRating.ofWord("debian", "low");
        AdvisoryRating vector = word.withVector("CVSS:3.1/…");

        assertThat(AdvisoryRating.NONE.or(vague)).isEqualTo(vague);
        assertThat(vague.or(word)).isEqualTo(word);
        assertThat(word.or(vector)).isEqualTo(vector);
        assertThat(vector.or(word)).isEqualTo(vector);
        assertThat(word.or(AdvisoryRating.ofWord("x", "high"))).isEqualTo(word);
    }
}
