package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of <a href="https://rpm.org/docs/latest/man/rpm-version.7">rpm</a>: runs of digits and of letters, {@code ~} before and {@code ^} after what it follows. */
final class RpmOrder implements VersionOrder {
    private static final Pattern VERSION =
            Pattern.compile("(?:(?<epoch>\\d++):)?(?<version>[^\\s:-]++)(?:-(?<release>[^\\s:-]++))?");

    private static final char END = 0;

    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && VERSION.matcher(version).matches();
    }

    @Override
    public int compare(String one, String other) {
        Matcher first = parsed(one);
        Matcher second = parsed(other);
        int compared = Parts.compareNumbers(first.group("epoch"), second.group("epoch"));
        if (compared == 0) {
            compared = compareParts(first.group("version"), second.group("version"));
        }
        return compared == 0 ? compareReleases(first.group("release"), second.group("release")) : compared;
    }

    /** A version without a release stands for all of its releases. */
    private static int compareReleases(@CheckForNull String one, @CheckForNull String other) {
        return one == null || other == null ? 0 : compareParts(one, other);
    }

    private static int compareParts(String one, String other) {
        int i = nextPart(one, 0);
        int j = nextPart(other, 0);
        while (i < one.length() || j < other.length()) {
            char first = i < one.length() ? one.charAt(i) : END;
            char second = j < other.length() ? other.charAt(j) : END;
            if (rank(first) != rank(second)) {
                return Integer.compare(rank(first), rank(second));
            }
            int endOfFirst = endOfPart(one, i);
            int endOfSecond = endOfPart(other, j);
            int compared = comparePart(one.substring(i, endOfFirst), other.substring(j, endOfSecond));
            if (compared != 0) {
                return compared;
            }
            i = nextPart(one, endOfFirst);
            j = nextPart(other, endOfSecond);
        }
        return 0;
    }

    private static int comparePart(String one, String other) {
        return Parts.isNumber(one) ? Parts.compareNumbers(one, other) : one.compareTo(other);
    }

    private static boolean isMark(char character) {
        return character == '~' || character == '^';
    }

    /** {@code ~}, the end, {@code ^}, letters, digits. */
    private static int rank(char character) {
        return switch (character) {
            case '~' -> 0;
            case END -> 1;
            case '^' -> 2;
            default -> Parts.isLetter(character) ? 3 : 4;
        };
    }

    private static int nextPart(String text, int start) {
        int next = start;
        while (next < text.length()
                && !Parts.isDigit(text.charAt(next))
                && !Parts.isLetter(text.charAt(next))
                && !isMark(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /** A mark is a part of its own. */
    private static int endOfPart(String text, int start) {
        int kind = rank(text.charAt(start));
        int end = start + 1;
        while (kind > 2 && end < text.length() && rank(text.charAt(end)) == kind && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPart(char character) {
        return Parts.isDigit(character) || Parts.isLetter(character);
    }

    private static Matcher parsed(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No version of an rpm package: " + version);
        }
        return matcher;
    }
}
