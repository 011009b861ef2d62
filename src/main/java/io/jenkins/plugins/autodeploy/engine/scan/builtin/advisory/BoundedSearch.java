package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search by a pattern from outside, which may take as long as it likes on some texts: it ends after a time or when its thread
 * is interrupted. Most texts are passed over without it, as they lack what every match holds.
 *
 * @param needed text that every match holds; empty where there is none
 */
record BoundedSearch(Pattern pattern, String needed) {
    private static final int LONGEST = 256 << 10;

    /** The search took too long, or its thread was interrupted. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private StoppedException(@CheckForNull Throwable cause) {
            super("A pattern took too long", cause, false, false);
        }
    }

    BoundedSearch(Pattern pattern) {
        this(pattern, RequiredText.of(pattern.pattern()));
    }

    /**
     * The first group of the first match, within the text's first 256 thousand characters.
     *
     * @throws StoppedException when that cannot be told within the time
     */
    Optional<String> first(String text, Duration longest) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        if (!bounded.contains(needed)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(new TimedText(bounded, System.nanoTime() + longest.toNanos()));
            return matcher.find() && matcher.groupCount() > 0
                    ? Optional.ofNullable(matcher.group(1))
                    : Optional.empty();
        } catch (StackOverflowError e) {
            throw new StoppedException(e);
        }
    }

    /** What a matcher reads, until time is over. */
    private static final class TimedText implements CharSequence {
        private static final int READS_BETWEEN_LOOKS = 1 << 12;

        private final String text;
        private final long end;
        private int reads;

        TimedText(String text, long end) {
            this.text = text;
            this.end = end;
        }

        @Override
        public char charAt(int index) {
            if (++reads % READS_BETWEEN_LOOKS == 0
                    && (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted())) {
                throw new StoppedException(null);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int stop) {
            return text.substring(start, stop);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
