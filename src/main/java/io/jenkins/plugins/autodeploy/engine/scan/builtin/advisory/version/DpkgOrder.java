package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of <a href="https://www.debian.org/doc/debian-policy/ch-controlfields.html#version">Debian's policy</a>, by its table of characters: {@code ~} before the end, letters before all others. */
final class DpkgOrder implements VersionOrder {
    private static final Pattern VERSION = Pattern.compile(
            "(?:(?<epoch>\\d++):)?(?<upstream>[0-9A-Za-z.+~:_-]*?)(?:-(?<revision>[0-9A-Za-z.+~_]*+))?");
    private static final int AFTER_LETTERS = 256;

    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version)
                && !version.isBlank()
                && VERSION.matcher(version).matches();
    }

    @Override
    public int compare(String one, String other) {
        Matcher first = parsed(one);
        Matcher second = parsed(other);
        int compared = Parts.compareNumbers(first.group("epoch"), second.group("epoch"));
        if (compared == 0) {
            compared = compareParts(first.group("upstream"), second.group("upstream"));
        }
        return compared == 0 ? compareParts(revision(first), revision(second)) : compared;
    }

    /** No revision is as good as {@code 0}. */
    private static String revision(Matcher version) {
        return version.group("revision") == null ? "" : version.group("revision");
    }

    private static int compareParts(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() || j < other.length()) {
            while (isText(one, i) || isText(other, j)) {
                int compared = Integer.compare(weight(one, i), weight(other, j));
                if (compared != 0) {
                    return compared;
                }
                i++;
                j++;
            }
            int endOfFirst = endOfNumber(one, i);
            int endOfSecond = endOfNumber(other, j);
            int compared = Parts.compareNumbers(part(one, i, endOfFirst), part(other, j, endOfSecond));
            if (compared != 0) {
                return compared;
            }
            i = endOfFirst;
            j = endOfSecond;
        }
        return 0;
    }

    private static boolean isText(String text, int index) {
        return index < text.length() && !Parts.isDigit(text.charAt(index));
    }

    private static int weight(String text, int index) {
        if (!isText(text, index)) {
            return 0;
        }
        char character = text.charAt(index);
        if (character == '~') {
            return -1;
        }
        return Parts.isLetter(character) ? character : character + AFTER_LETTERS;
    }

    private static int endOfNumber(String text, int start) {
        int end = Math.min(start, text.length());
        while (end < text.length() && Parts.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String part(String text, int start, int end) {
        return text.substring(Math.min(start, end), end);
    }

    private static Matcher parsed(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No version of a Debian package: " + version);
        }
        return matcher;
    }
}
