package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

/**
 * The longest text that whatever a regular expression matches must hold, for expressions of the plain kind that retire.js'
 * repository has. It says less rather than too much: what it does not understand requires nothing.
 */
final class RequiredText {
    private final String expression;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;
    private boolean nested;

    private RequiredText(String expression) {
        this.expression = expression;
    }

    /** @return empty where there is none */
    static String of(String expression) {
        boolean flags = expression.matches("(?s).*\\(\\?[^:=!<].*");
        return flags ? "" : new RequiredText(expression).longest();
    }

    private String longest() {
        while (at < expression.length()) {
            char character = expression.charAt(at++);
            switch (character) {
                case '|' -> {
                    return ""; // either side alone would do
                }
                case '\\' -> {
                    if (!readEscape()) {
                        return nested ? "" : longest;
                    }
                }
                case '[' -> {
                    endRun();
                    skipClass();
                }
                case '(' -> {
                    endRun();
                    skipGroup();
                }
                case '?', '*', '{' -> {
                    run.setLength(Math.max(0, run.length() - 1)); // what is before may be missing
                    endRun();
                    skipBounds(character);
                }
                case '.', '^', '$', '+', ')' -> endRun();
                default -> run.append(character);
            }
        }
        endRun();
        return nested ? "" : longest;
    }

    /** @return false for an escape whose end is not known, after which nothing is sure */
    private boolean readEscape() {
        char escaped = at < expression.length() ? expression.charAt(at++) : 0;
        if (!Character.isLetterOrDigit(escaped) && escaped != 0) {
            run.append(escaped);
            return true;
        }
        endRun();
        return "dDwWsSbBnrt".indexOf(escaped) >= 0;
    }

    /** A bracket right after the first one stands for itself; a class within a class is not for this reader. */
    private void skipClass() {
        at += at < expression.length() && expression.charAt(at) == '^' ? 1 : 0;
        at += at < expression.length() && expression.charAt(at) == ']' ? 1 : 0;
        while (at < expression.length() && expression.charAt(at) != ']') {
            nested |= expression.charAt(at) == '[';
            at += expression.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipGroup() {
        int depth = 1;
        while (at < expression.length() && depth > 0) {
            char character = expression.charAt(at++);
            switch (character) {
                case '\\' -> at++;
                case '[' -> skipClass();
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
        }
    }

    private void skipBounds(char quantifier) {
        while (quantifier == '{' && at < expression.length() && expression.charAt(at++) != '}') {
            // numbers
        }
    }

    private void endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }
}
