package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a shell script into simple commands and these into words, as far as that is needed to see which programs run with which arguments (POSIX.1-2017, Shell Command Language,
 * 2.2 and 2.3). Expansions stay in the words as they are written. Takes time in proportion to the script.
 */
final class ShellWords {
    private final String script;
    private final List<Simple> commands = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> words = new ArrayList<>();
    private boolean inWord;
    private boolean piped;
    private int next;

    private ShellWords(String script) {
        this.script = script;
    }

    /**
     * @param piped whether it reads the output of the command before
     */
    record Simple(List<String> words, boolean piped) {}

    static List<Simple> split(String script) {
        ShellWords splitter = new ShellWords(script);
        while (splitter.next < script.length()) {
            splitter.step();
        }
        splitter.endCommand(false);
        return splitter.commands;
    }

    private void step() {
        char character = script.charAt(next++);
        switch (character) {
            case '\\' -> escaped();
            case '\'', '"' -> quoted(character);
            case '`' -> substitution('`', character);
            case '$', '<', '>' -> {
                if (next < script.length() && script.charAt(next) == '(') {
                    next++;
                    append(character).append('(');
                    substitution(')', '(');
                } else {
                    append(character);
                }
            }
            case ' ', '\t', '\r' -> endWord();
            case '\n', ';', '(', ')' -> endCommand(false);
            case '&' -> {
                if (inWord && word.length() > 0 && word.charAt(word.length() - 1) == '>') {
                    append(character);
                } else {
                    endCommand(false);
                }
            }
            case '|' -> {
                boolean or = next < script.length() && script.charAt(next) == '|';
                next += or ? 1 : 0;
                endCommand(!or);
            }
            case '#' -> comment();
            default -> append(character);
        }
    }

    private void escaped() {
        if (next < script.length()) {
            char character = script.charAt(next++);
            if (character != '\n') {
                append(character);
            }
        }
    }

    /** Up to the same quote; in double quotes a backslash keeps the quote. */
    private void quoted(char quote) {
        inWord = true;
        while (next < script.length() && script.charAt(next) != quote) {
            if (quote == '"' && script.charAt(next) == '\\' && next + 1 < script.length()) {
                next++;
            }
            word.append(script.charAt(next++));
        }
        next++;
    }

    /** A command within a word, as it is written; its own quotes are not looked at. */
    private void substitution(char end, char begin) {
        if (end == begin) {
            append(begin);
        }
        int depth = 1;
        while (next < script.length() && depth > 0) {
            char character = script.charAt(next++);
            depth += character == end ? -1 : character == begin ? 1 : 0;
            append(character);
        }
    }

    private void comment() {
        if (inWord) {
            append('#');
            return;
        }
        int end = script.indexOf('\n', next);
        next = end < 0 ? script.length() : end;
    }

    private StringBuilder append(char character) {
        inWord = true;
        return word.append(character);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand(boolean pipe) {
        endWord();
        if (!words.isEmpty()) {
            commands.add(new Simple(words, piped));
            words = new ArrayList<>();
            piped = false;
        }
        piped = pipe;
    }
}
