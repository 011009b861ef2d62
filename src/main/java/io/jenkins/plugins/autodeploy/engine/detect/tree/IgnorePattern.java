package io.jenkins.plugins.autodeploy.engine.detect.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a {@code .gitignore} as gitignore(5) defines it, except that a bracket expression knows ranges and negation but no named classes. Matching goes back
 * at most to the last star, so that no pattern, however made, costs more than the product of the two lengths.
 *
 * @param negated whether it takes a path in again
 * @param directoriesOnly whether it ended with a slash
 * @param segments its parts between slashes, the first one {@code **} for a pattern that matches at any depth
 */
record IgnorePattern(boolean negated, boolean directoriesOnly, List<String> segments) {
    private static final String ANY_DEPTH = "**";

    IgnorePattern {
        segments = List.copyOf(segments);
    }

    /** Empty for a blank line or a comment. */
    static Optional<IgnorePattern> parse(String line) {
        String text = withoutTrailingSpaces(line);
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        boolean negated = text.startsWith("!");
        text = negated ? text.substring(1) : text;
        boolean directoriesOnly = text.endsWith("/");
        text = directoriesOnly ? text.substring(0, text.length() - 1) : text;
        List<String> segments = new ArrayList<>();
        if (!text.contains("/")) {
            segments.add(ANY_DEPTH);
        }
        for (String segment : text.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return Optional.of(new IgnorePattern(negated, directoriesOnly, segments));
    }

    /** @param path relative to the directory of the {@code .gitignore}, split at its slashes */
    boolean matches(List<String> path, boolean directory) {
        if (directoriesOnly && !directory) {
            return false;
        }
        int pattern = 0;
        int position = 0;
        int star = -1;
        int resume = 0;
        while (position < path.size()) {
            if (pattern < segments.size() && segments.get(pattern).equals(ANY_DEPTH)) {
                star = pattern++;
                resume = position;
                if (pattern == segments.size()) {
                    return true;
                }
            } else if (pattern < segments.size() && segmentMatches(segments.get(pattern), path.get(position))) {
                pattern++;
                position++;
            } else if (star >= 0) {
                pattern = star + 1;
                position = ++resume;
            } else {
                return false;
            }
        }
        return pattern == segments.size();
    }

    private static boolean segmentMatches(String pattern, String name) {
        int at = 0;
        int position = 0;
        int star = -1;
        int resume = 0;
        while (position < name.length()) {
            int next = at < pattern.length() ? afterOne(pattern, at, name.charAt(position)) : -1;
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = position;
            } else if (next > 0) {
                at = next;
                position++;
            } else if (star >= 0) {
                at = star + 1;
                position = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Where the pattern goes on after matching one character, or -1. */
    private static int afterOne(String pattern, int at, char character) {
        char first = pattern.charAt(at);
        if (first == '\\' && at + 1 < pattern.length()) {
            return pattern.charAt(at + 1) == character ? at + 2 : -1;
        }
        int close = first == '[' ? pattern.indexOf(']', at + 2) : -1;
        if (close > 0) {
            return inBrackets(pattern.substring(at + 1, close), character) ? close + 1 : -1;
        }
        return first == '?' || first == character ? at + 1 : -1;
    }

    private static boolean inBrackets(String set, char character) {
        boolean inverted = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int i = inverted ? 1 : 0; i < set.length(); i++) {
            boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
            char last = range ? set.charAt(i + 2) : set.charAt(i);
            found |= set.charAt(i) <= character && character <= last;
            i += range ? 2 : 0;
        }
        return found != inverted;
    }

    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\r' || line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1))) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean isEscaped(String line, int at) {
        return at > 0 && line.charAt(at - 1) == '\\';
    }
}
