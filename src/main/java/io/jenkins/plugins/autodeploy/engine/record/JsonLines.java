package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Lines of a file that grows at its end. A line counts once its line feed is there, so a line that is being written, or was torn by a crash, is
 * never seen. The files are {@link RandomAccessFile}s because a {@code FileChannel} closes itself when its thread is interrupted, as
 * Jenkins does with the thread of a build that is aborted.
 */
final class JsonLines {
    private static final int BUFFER = 64 * 1024;

    /** Takes lines until it has had enough. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param offset where the line begins
         * @param line without its line feed; null when it was longer than allowed
         * @return whether to go on
         */
        boolean visit(long offset, @CheckForNull byte[] line) throws IOException;
    }

    private JsonLines() {}

    /**
     * Visits the complete lines from an offset on.
     *
     * @param from where a line begins
     * @return the offset behind the last line that was visited
     */
    static long scan(RandomAccessFile file, long from, int longest, Visitor visitor) throws IOException {
        byte[] buffer = new byte[BUFFER];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long start = from;
        long position = from;
        file.seek(from);
        for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
            int begin = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] != '\n') {
                    continue;
                }
                keep(line, buffer, begin, i, longest);
                boolean goOn = visitor.visit(start, line.size() > longest ? null : line.toByteArray());
                start = position + i + 1;
                begin = i + 1;
                line.reset();
                if (!goOn) {
                    return start;
                }
            }
            keep(line, buffer, begin, read, longest);
            position += read;
        }
        return start;
    }

    /** Keeps at most one byte more than allowed: enough to know that it is too long. */
    private static void keep(ByteArrayOutputStream line, byte[] buffer, int begin, int end, int longest) {
        line.write(buffer, begin, Math.min(end - begin, longest + 1 - line.size()));
    }

    /** The offset of the first line that begins at or after a position, or the file's length. */
    static long lineStart(RandomAccessFile file, long position) throws IOException {
        if (position <= 0) {
            return 0;
        }
        byte[] buffer = new byte[BUFFER];
        long at = position - 1;
        file.seek(at);
        for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    return at + i + 1;
                }
            }
            at += read;
        }
        return file.length();
    }
}
