package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import java.time.Duration;
import java.time.Instant;

/** Why a gate does not pass, in a sentence that says what to do next. */
final class Reasons {
    private Reasons() {}

    /**
     * Which version to go to, or what is wrong where.
     *
     * @param expired the decision that covered the finding until it expired; null for none
     */
    static String of(Finding finding, @CheckForNull AcceptedRisk expired) {
        StringBuilder reason =
                new StringBuilder(finding.severity().name()).append(' ').append(finding.id());
        if (finding.location() != null) {
            reason.append(" in ").append(finding.location());
        }
        reason.append(": ");
        if (finding.packageName() == null) {
            reason.append(finding.title());
        } else if (finding.fixed() == null) {
            reason.append("%s %s has no fixed version yet".formatted(finding.packageName(), finding.installed()));
        } else {
            reason.append(
                    "upgrade %s from %s to %s".formatted(finding.packageName(), finding.installed(), finding.fixed()));
        }
        if (expired != null) {
            reason.append(" (accepted by %s until %s)".formatted(expired.by(), expired.until()));
        }
        return reason.toString();
    }

    /** Null when the scanner's vulnerability database is new enough. */
    @CheckForNull
    static String stale(ScannerRun scanner, Duration most, Instant now) {
        if (scanner.databaseTime() == null) {
            return "%s does not tell how old its vulnerability database is; set maxAge to 'none' to trust it all the same"
                    .formatted(scanner.name());
        }
        Duration age = Duration.between(scanner.databaseTime(), now);
        if (age.compareTo(most) <= 0) {
            return null;
        }
        return "The vulnerability database of %s is %s old, with a limit of %s: have it updated"
                .formatted(scanner.name(), Ages.text(age), Ages.text(most));
    }
}
