package io.jenkins.plugins.autodeploy.engine.scan.document;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.CvssScore;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The number from 0.1 to 10.0 by which readers of SARIF rank findings of security. They make words of it: above 9 critical, from 7 high, from 4 medium, else low.
 */
final class SecuritySeverity {
    private SecuritySeverity() {}

    /**
     * The highest base score of the vectors, as far as it lies within what the severity's word stands for: a reader shows the severity that the source gave, not another one that a vector of somebody
     * else would make. Without a vector that can be read, a number in the middle.
     *
     * @param vectors CVSS, of any version
     * @return null when the source does not rate it
     */
    @CheckForNull
    static String of(Severity severity, Collection<String> vectors) {
        Band band = Band.of(severity);
        if (band == null) {
            return null;
        }
        double score = vectors.stream()
                .map(CvssScore::of)
                .flatMap(Optional::stream)
                .mapToDouble(CvssScore::base)
                .max()
                .orElse(band.middle());
        return String.format(Locale.ROOT, "%.1f", Math.min(band.highest(), Math.max(band.lowest(), score)));
    }

    private record Band(double lowest, double middle, double highest) {
        @CheckForNull
        static Band of(Severity severity) {
            return switch (severity) {
                case CRITICAL -> new Band(9.1, 9.5, 10);
                case HIGH -> new Band(7, 8, 8.9);
                case MEDIUM -> new Band(4, 5.5, 6.9);
                case LOW -> new Band(0.1, 2, 3.9);
                case NEGLIGIBLE -> new Band(0.1, 0.5, 3.9);
                case UNKNOWN -> null;
            };
        }
    }
}
