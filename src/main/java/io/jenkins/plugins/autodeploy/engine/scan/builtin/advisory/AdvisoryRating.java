package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.CvssScore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How bad a source says that a vulnerability is.
 *
 * @param source who says so, with its own word where that is none of {@link Severity}
 * @param vector CVSS vector; null where there is none
 */
record AdvisoryRating(
        Severity severity,
        @CheckForNull String source,
        @CheckForNull String vector) {
    static final AdvisoryRating NONE = new AdvisoryRating(Severity.UNKNOWN, null, null);

    private static final String NO_IMPACT = "NONE";
    /** What sources document their words to mean: GitHub's moderate, CVSS' none, Debian's unimportant. */
    private static final Map<String, Severity> DOCUMENTED =
            Map.of("MODERATE", Severity.MEDIUM, NO_IMPACT, Severity.NEGLIGIBLE, "UNIMPORTANT", Severity.NEGLIGIBLE);

    /** By the qualitative scale of the vector's standard: 3.x and 4.0 as FIRST defines it, 2.0 as NVD does. Nothing for what is no vector. */
    static Optional<AdvisoryRating> ofVector(String source, @CheckForNull String vector) {
        String clean = OutsideText.clean(vector);
        return CvssScore.of(clean)
                .map(score -> score.ofVersion2() ? wordOfVersion2(score.base()) : word(score.base()))
                .map(word -> ofWord(source, word).withVector(clean));
    }

    /** @param word the source's own */
    static AdvisoryRating ofWord(String source, String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        for (Severity severity : Severity.values()) {
            if (severity != Severity.UNKNOWN && severity.name().equals(upper)) {
                return new AdvisoryRating(severity, source, null);
            }
        }
        return new AdvisoryRating(DOCUMENTED.getOrDefault(upper, Severity.UNKNOWN), source + ": " + word, null);
    }

    AdvisoryRating withVector(@CheckForNull String cvss) {
        return new AdvisoryRating(severity, source, cvss);
    }

    /** The one of two that tells more: a vector, else a word that is a severity, else any word; the first where both tell as much. */
    AdvisoryRating or(AdvisoryRating other) {
        return other.weight() > weight() ? other : this;
    }

    private int weight() {
        return vector != null ? 3 : severity != Severity.UNKNOWN ? 2 : source != null ? 1 : 0;
    }

    Finding rate(Finding finding) {
        return finding.withRating(severity, source, vector);
    }

    private static String word(double score) {
        if (score <= 0) {
            return NO_IMPACT;
        }
        return score >= 9 ? "CRITICAL" : wordOfVersion2(score);
    }

    private static String wordOfVersion2(double score) {
        return score >= 7 ? "HIGH" : score >= 4 ? "MEDIUM" : "LOW";
    }
}
