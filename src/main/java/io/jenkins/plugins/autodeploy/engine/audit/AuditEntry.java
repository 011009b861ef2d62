package io.jenkins.plugins.autodeploy.engine.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Who did what to which target, from what to what, and what came of it. Words of people and of targets are kept on one line and no longer than {@link #LONGEST_REASON}.
 *
 * @param seq its place among all entries, from 1; 0 before it is kept
 * @param result null for what has none: a decision of a person
 * @param job full name that the job had then
 * @param link where the run is, relative to the host's root; null if nowhere
 * @param deployment its id
 * @param from what ran before; null if nothing did or it was not known yet
 * @param to what runs after; null if nothing does or it was not known yet
 * @param reason in one sentence; null if there is none
 */
public record AuditEntry(
        long seq,
        Instant time,
        Actor actor,
        AuditAction action,
        @CheckForNull AuditResult result,
        String job,
        int run,
        @CheckForNull String link,
        String deployment,
        String environment,
        Target target,
        @CheckForNull Version from,
        @CheckForNull Version to,
        @CheckForNull String reason) {
    /** In characters. */
    public static final int LONGEST_REASON = 2_000;

    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    public AuditEntry {
        reason = reason == null || reason.isBlank() ? null : shown(reason);
    }

    /**
     * Who did it.
     *
     * @param kind {@code user}, or what started the run: {@code scm}, {@code timer}, {@code upstream}, {@code cli}, …; {@code autodeploy} for what nobody asked for
     * @param user the person's id, if a person did
     */
    public record Actor(String kind, @CheckForNull String user) {
        /** What nobody asked for. */
        public static final Actor AUTODEPLOY = new Actor("autodeploy", null);

        public static Actor user(String id) {
            return new Actor("user", id);
        }

        /** For people. */
        public String name() {
            return user == null ? "(" + kind + ")" : user;
        }
    }

    /** @param revision of the target; null when not known */
    public record Version(String image, @CheckForNull Long revision) {
        /** For people. */
        public String words() {
            String what = image.isEmpty() ? "an earlier version" : image;
            return revision == null ? what : "%s (revision %d)".formatted(what, revision);
        }
    }

    /** What one fact of a deployment has in common whenever it is told: of each person one decision counts. */
    public String key() {
        boolean decision = action == AuditAction.APPROVE || action == AuditAction.REJECT;
        return "%s %s %s %s".formatted(deployment, action, result, decision ? actor.user() : "");
    }

    AuditEntry numbered(long number) {
        return new AuditEntry(
                number, time, actor, action, result, job, run, link, deployment, environment, target, from, to, reason);
    }

    private static String shown(String text) {
        String bounded = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "\u2026" : text;
        return NOT_SHOWN.matcher(bounded).replaceAll(" ").strip();
    }
}
