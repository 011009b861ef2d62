package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/**
 * Finds all keywords of all rules in one pass over a text, in any case, by the automaton of Aho and Corasick (1975) in its complete form: one step a
 * character, whatever the number of keywords.
 */
final class KeywordIndex {
    /** Called for each place of a keyword, in the order of their ends. */
    @FunctionalInterface
    interface Visitor {
        /** @param owner the number that {@link #KeywordIndex} knows the keyword's owner by */
        void found(int owner, int start, int end);
    }

    private static final int ALPHABET = 128;

    /** A character's column in the table; 0 for all that no keyword has. */
    private final int[] columns = new int[ALPHABET];

    private final int width;
    private final List<int[]> next = new ArrayList<>();
    /** By state: owner and length of each keyword that ends there; null for none. */
    private final List<int[]> found = new ArrayList<>();

    private final int[][] steps;
    private final int[][] ends;

    /** @param keywords of each owner, of ASCII characters without a line break */
    KeywordIndex(List<List<String>> keywords) {
        keywords.forEach(ofOwner -> ofOwner.forEach(this::addColumns));
        this.width = Arrays.stream(columns).max().orElse(0) + 1;
        addState();
        for (int owner = 0; owner < keywords.size(); owner++) {
            for (String keyword : keywords.get(owner)) {
                add(owner, keyword.toLowerCase(Locale.ROOT));
            }
        }
        complete();
        this.steps = next.toArray(int[][]::new);
        this.ends = found.toArray(int[][]::new);
    }

    void search(String text, Visitor visitor) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            state = steps[state][character < ALPHABET ? columns[character] : 0];
            int[] here = ends[state];
            if (here != null) {
                for (int k = 0; k < here.length; k += 2) {
                    visitor.found(here[k], i + 1 - here[k + 1], i + 1);
                }
            }
        }
    }

    private void addColumns(String keyword) {
        for (char character : keyword.toLowerCase(Locale.ROOT).toCharArray()) {
            if (columns[character] == 0) {
                columns[character] = Arrays.stream(columns).max().orElse(0) + 1;
                columns[Character.toUpperCase(character)] = columns[character];
            }
        }
    }

    private int addState() {
        next.add(new int[width]);
        found.add(null);
        return next.size() - 1;
    }

    private void add(int owner, String keyword) {
        int state = 0;
        for (char character : keyword.toCharArray()) {
            int column = columns[character];
            if (next.get(state)[column] == 0) {
                next.get(state)[column] = addState();
            }
            state = next.get(state)[column];
        }
        found.set(state, joined(found.get(state), new int[] {owner, keyword.length()}));
    }

    /** Breadth first, so that the state to fall back to is complete before those that fall back to it. */
    private void complete() {
        int[] fallback = new int[next.size()];
        Queue<Integer> states = new ArrayDeque<>();
        Arrays.stream(next.get(0)).filter(state -> state != 0).forEach(states::add);
        while (!states.isEmpty()) {
            int state = states.remove();
            int[] step = next.get(state);
            int[] other = next.get(fallback[state]);
            found.set(state, joined(found.get(state), found.get(fallback[state])));
            for (int column = 0; column < width; column++) {
                if (step[column] == 0) {
                    step[column] = other[column];
                } else {
                    fallback[step[column]] = other[column];
                    states.add(step[column]);
                }
            }
        }
    }

    private static int[] joined(int[] first, int[] second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
