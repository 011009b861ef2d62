package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What one person said to a deployment that waited for approval. A person's words are shown in logs and on pages, so they are kept on one line, without anything that a terminal or a log's annotations
 * would obey, and no longer than {@link #LONGEST_COMMENT}.
 *
 * @param who the person's id
 * @param approved whether the deployment may go on; otherwise it is stopped
 * @param comment in the person's words; null for none
 */
public record ApprovalDecision(
        String who,
        Instant when,
        boolean approved,
        @CheckForNull String comment) {
    /** In characters. */
    public static final int LONGEST_COMMENT = 1_000;

    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    public ApprovalDecision {
        who = shown(who);
        comment = comment == null || comment.isBlank() ? null : shown(comment);
    }

    /** One sentence for people. */
    public String sentence() {
        String said = (approved ? "Approved by " : "Rejected by ") + who;
        return comment == null ? said : said + ": " + comment;
    }

    private static String shown(String text) {
        String bounded = text.length() > LONGEST_COMMENT ? text.substring(0, LONGEST_COMMENT) : text;
        return NOT_SHOWN.matcher(bounded).replaceAll(" ").strip();
    }
}
