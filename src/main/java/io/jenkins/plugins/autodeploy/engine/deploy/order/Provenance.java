package io.jenkins.plugins.autodeploy.engine.deploy.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where a version came from. It is kept with the version at the target itself, so that it comes back with a version that is taken back.
 *
 * @param job full name of the job whose build brought it; null when not known
 * @param build its number
 * @param commit that it was built from; null when not known
 * @param commitTime when that commit was made; null when not known
 */
public record Provenance(
        @CheckForNull String job,
        int build,
        @CheckForNull String commit,
        @CheckForNull Instant commitTime) {
    private static final String BUILD = "build";
    private static final String COMMIT = "commit";
    private static final String COMMIT_TIME = "commit-time";

    /** Of all facts that there may be. */
    public static final List<String> NAMES = List.of(BUILD, COMMIT, COMMIT_TIME);

    public static Provenance of(Trigger trigger, @CheckForNull String commit, @CheckForNull Instant commitTime) {
        return new Provenance(trigger.job(), trigger.run(), commit, commitTime);
    }

    /** What to keep at the target, by short names; what is not known is left out. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (job != null) {
            facts.put(BUILD, job + "#" + build);
        }
        if (commit != null) {
            facts.put(COMMIT, commit);
        }
        if (commit != null && commitTime != null) {
            facts.put(COMMIT_TIME, commitTime.toString());
        }
        return facts;
    }

    /**
     * Reads what {@link #facts} said. What others wrote there and makes no sense is not known.
     *
     * @param facts gives the value of a name, or null
     */
    public static Provenance read(UnaryOperator<String> facts) {
        String build = facts.apply(BUILD);
        int mark = build == null ? -1 : build.lastIndexOf('#');
        int number = mark < 1 ? 0 : number(build.substring(mark + 1));
        return new Provenance(
                number == 0 ? null : build.substring(0, mark),
                number,
                facts.apply(COMMIT),
                time(facts.apply(COMMIT_TIME)));
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @CheckForNull
    private static Instant time(@CheckForNull String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
