package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The facts of findings out of what the scanners of others write, which is never trusted: clean, bounded, and nothing made up. */
final class FindingFacts {
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,19}");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern SEPARATOR = Pattern.compile("[.+~:_-]");
    private static final int MOST_ALIASES = 50;

    private FindingFacts() {}

    /**
     * The ids of one vulnerability, the one to know it by first: its CVE when it has exactly one, since an advisory of a distribution may be about
     * many.
     *
     * @param id as the scanner has it
     * @param others further ids of the same
     */
    static List<String> ids(@CheckForNull String id, Collection<String> others) {
        List<String> all = Stream.concat(Stream.of(known(id)), others.stream().map(OutsideText::clean))
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_ALIASES)
                .toList();
        List<String> cves =
                all.stream().filter(other -> CVE.matcher(other).matches()).toList();
        if (cves.size() != 1) {
            return all;
        }
        return Stream.concat(cves.stream(), all.stream().filter(other -> !cves.contains(other)))
                .toList();
    }

    static String known(@CheckForNull String id) {
        String clean = OutsideText.clean(id);
        return clean == null ? "unknown" : clean;
    }

    /** The severity of that name; {@link Severity#UNKNOWN} for a word that is none. */
    static Severity severity(@CheckForNull String word) {
        try {
            return word == null
                    ? Severity.UNKNOWN
                    : Severity.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Severity.UNKNOWN;
        }
    }

    /** Who rates, with the word that it uses where that is no severity of ours: {@code redhat: Important}. */
    @CheckForNull
    static String severitySource(@CheckForNull String source, @CheckForNull String word) {
        String who = OutsideText.clean(source);
        String clean = OutsideText.clean(word);
        boolean own = clean != null && severity(clean) == Severity.UNKNOWN && !clean.equalsIgnoreCase("unknown");
        if (!own) {
            return who;
        }
        return who == null ? clean : who + ": " + clean;
    }

    /** Only addresses that a page may link to. */
    @CheckForNull
    static String link(@CheckForNull String link) {
        String clean = OutsideText.clean(link);
        return clean != null && LINK.matcher(clean).matches() ? clean : null;
    }

    /**
     * A path as text below the target's root: {@code ../../etc/passwd} and {@code /etc/passwd} are both {@code etc/passwd}.
     *
     * @param line from 1; others are left out
     * @return null when nothing is left
     */
    @CheckForNull
    static String location(@CheckForNull String path, @CheckForNull Integer line) {
        String clean = OutsideText.clean(path);
        if (clean == null) {
            return null;
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : clean.replace('\\', '/').split("/")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        String inside = String.join("/", steps);
        if (inside.isEmpty()) {
            return null;
        }
        return line == null || line <= 0 ? inside : inside + ":" + line;
    }

    /**
     * Which of several fixed versions to upgrade to. Their order is not known here, so it is the one that shares most of its beginning with what is
     * installed: the fix of the same release line.
     *
     * @param fixed cleaned already
     */
    @CheckForNull
    static String closest(@CheckForNull String installed, List<String> fixed) {
        String[] have = installed == null ? new String[0] : parts(installed);
        String closest = null;
        int most = -1;
        for (String candidate : fixed) {
            String[] parts = parts(candidate);
            int shared = 0;
            while (shared < have.length && shared < parts.length && have[shared].equals(parts[shared])) {
                shared++;
            }
            if (shared > most) {
                most = shared;
                closest = candidate;
            }
        }
        return closest;
    }

    private static String[] parts(String version) {
        return SEPARATOR.split(version.startsWith("v") ? version.substring(1) : version);
    }

    /** Of several CVSS vectors the one of the newest version; those of version 2 have no prefix. */
    @CheckForNull
    static String newestVector(Collection<String> vectors) {
        return vectors.stream()
                .map(OutsideText::clean)
                .filter(Objects::nonNull)
                .reduce((one, other) -> prefix(other).compareTo(prefix(one)) > 0 ? other : one)
                .orElse(null);
    }

    private static String prefix(String vector) {
        return vector.startsWith("CVSS:") ? vector.substring(0, Math.min(vector.length(), "CVSS:3.1".length())) : "";
    }

    /** A time of RFC 3339; null for none, for one that is none, and for the zero time of Go, which means none. */
    @CheckForNull
    static Instant time(@CheckForNull String time) {
        try {
            Instant instant =
                    time == null ? null : OffsetDateTime.parse(time.strip()).toInstant();
            return instant == null || instant.getEpochSecond() <= 0 ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
