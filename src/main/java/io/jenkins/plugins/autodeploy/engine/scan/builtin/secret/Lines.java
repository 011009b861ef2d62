package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.Arrays;

/** Where the lines of a text begin. */
final class Lines {
    private final int[] starts;

    Lines(String text) {
        int[] found = new int[16];
        int count = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = end + 1;
        }
        this.starts = Arrays.copyOf(found, count);
    }

    /** The line, from 1, that has the character at {@code position}. */
    int of(int position) {
        int place = Arrays.binarySearch(starts, position);
        return place >= 0 ? place + 1 : -place - 1;
    }
}
