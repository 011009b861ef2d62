package io.jenkins.plugins.autodeploy.engine.scan.scanner;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;
import us.springett.cvss.Cvss;
import us.springett.cvss.CvssV2;

/**
 * What a CVSS vector of 2.0, 3.x or 4.0 amounts to.
 *
 * @param base score, 0.0 to 10.0
 * @param ofVersion2 whether the vector is of version 2, whose scale of words is another
 */
public record CvssScore(double base, boolean ofVersion2) {
    private static final int LONGEST_VECTOR = 300;

    /** Nothing for what is no vector. */
    public static Optional<CvssScore> of(@CheckForNull String vector) {
        if (vector == null || vector.length() > LONGEST_VECTOR) {
            return Optional.empty();
        }
        try {
            Cvss parsed = Cvss.fromVector(vector);
            return parsed == null
                    ? Optional.empty()
                    : Optional.of(new CvssScore(parsed.calculateScore().getBaseScore(), parsed instanceof CvssV2));
        } catch (RuntimeException e) {
            return Optional.empty(); // the parser says so of bad vectors in several ways
        }
    }
}
