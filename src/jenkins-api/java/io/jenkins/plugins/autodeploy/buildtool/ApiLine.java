package io.jenkins.plugins.autodeploy.buildtool;

import java.util.List;

/** One line of a recorded API, read word by word from the left. */
final class ApiLine {
    private final String line;
    private String rest;

    ApiLine(String line) {
        this.line = line;
        this.rest = line;
    }

    /** @throws IllegalArgumentException where the line ends too early */
    String next() {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("The line ends too early: " + line);
        }
        int space = rest.indexOf(' ');
        String word = space < 0 ? rest : rest.substring(0, space);
        rest = space < 0 ? "" : rest.substring(space + 1);
        return word;
    }

    int flags() {
        return Integer.parseInt(next(), 16);
    }

    ApiLine expect(String key) {
        if (!key.equals(next())) {
            throw new IllegalArgumentException("Expected '" + key + "' in: " + line);
        }
        return this;
    }

    /** The word after {@code key}, or null where the line goes on with something else. */
    String optional(String key) {
        return rest.startsWith(key + " ") ? expect(key).next() : null;
    }

    /** The comma-separated names after {@code key}; none where the line goes on with something else. */
    List<String> list(String key) {
        String names = optional(key);
        return names == null ? List.of() : List.of(names.split(","));
    }

    /** All that follows {@code key}, or null. */
    String rest(String key) {
        return upTo(key);
    }

    /** What follows {@code key} up to the first of {@code ends}, or null; a generic signature may hold spaces. */
    String upTo(String key, String... ends) {
        if (!rest.startsWith(key + " ")) {
            return null;
        }
        expect(key);
        int end = rest.length();
        for (String word : ends) {
            int found = rest.indexOf(" " + word + " ");
            end = found < 0 ? end : Math.min(end, found);
        }
        String value = rest.substring(0, end);
        rest = rest.substring(Math.min(rest.length(), end + 1));
        return value;
    }
}
