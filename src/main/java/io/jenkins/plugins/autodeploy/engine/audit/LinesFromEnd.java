package io.jenkins.plugins.autodeploy.engine.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Lines of a file from its end to its beginning. A line counts once its line feed is there: one that a crash tore is not seen. */
final class LinesFromEnd {
    private static final int BLOCK = 64 * 1024;
    private static final byte[] NOTHING = {};

    /** Takes lines until it has had enough. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param line without its line feed; null when it was longer than allowed
         * @return whether to go on
         */
        boolean visit(@CheckForNull byte[] line) throws IOException;
    }

    private LinesFromEnd() {}

    /**
     * Visits the complete lines before an offset, the last one first.
     *
     * @return where the last line that was visited begins; 0 when all were
     */
    static long scan(RandomAccessFile file, long before, int longest, Visitor visitor) throws IOException {
        byte[] block = new byte[BLOCK];
        byte[] end = null; // of the line that is being read; null before the first line feed
        for (long at = Math.min(before, file.length()); at > 0; ) {
            int size = (int) Math.min(BLOCK, at);
            at -= size;
            file.seek(at);
            file.readFully(block, 0, size);
            int stop = size;
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] != '\n') {
                    continue;
                }
                if (end != null && !visitor.visit(whole(joined(block, i + 1, stop, end, longest), longest))) {
                    return at + i + 1;
                }
                end = NOTHING;
                stop = i;
            }
            end = end == null ? null : joined(block, 0, stop, end, longest);
        }
        if (end != null) {
            visitor.visit(whole(end, longest));
        }
        return 0;
    }

    /** Where the last complete line ends, behind its line feed; 0 where there is none. */
    static long end(RandomAccessFile file) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long at = file.length(); at > 0; ) {
            int size = (int) Math.min(BLOCK, at);
            at -= size;
            file.seek(at);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return at + i + 1;
                }
            }
        }
        return 0;
    }

    /** Keeps at most one byte more than allowed: enough to know that it is too long. */
    private static byte[] joined(byte[] block, int from, int to, byte[] end, int longest) {
        byte[] joined = new byte[Math.min(to - from + end.length, longest + 1)];
        int ofBlock = Math.min(to - from, joined.length);
        System.arraycopy(block, from, joined, 0, ofBlock);
        System.arraycopy(end, 0, joined, ofBlock, joined.length - ofBlock);
        return joined;
    }

    @CheckForNull
    private static byte[] whole(byte[] line, int longest) {
        return line.length > longest ? null : line;
    }
}
