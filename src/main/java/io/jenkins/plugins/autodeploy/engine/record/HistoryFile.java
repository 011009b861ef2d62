package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;

/**
 * The lines of a history: a run's summary in each, the last line of a run being the true one; a line {@code {"number":N,"deleted":true}} takes
 * the run out. Processes that write it exclude each other by a lock on a file beside it. Its identity changes when it is written anew.
 */
final class HistoryFile {
    /** Bytes of one line without its line feed. */
    static final int LONGEST_LINE = 1024 * 1024;

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    long size() throws IOException {
        return exists() ? Files.size(file) : 0;
    }

    /** Tells one file from another that took its place. */
    @CheckForNull
    Object identity() throws IOException {
        if (!exists()) {
            return null;
        }
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(String.valueOf(attributes.fileKey()), attributes.creationTime());
    }

    RandomAccessFile open() throws IOException {
        return new RandomAccessFile(file.toFile(), "r");
    }

    /** Waits until no other process writes. */
    <T> T exclusively(WriteTurn.Work<T> work) throws IOException {
        return new WriteTurn(file.resolveSibling(file.getFileName() + ".lock")).take(work);
    }

    /** Appends one line as one write. */
    void append(byte[] line) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(line);
        }
    }

    /** Puts a file with these lines in the place of this one: readers see the old one or the new one. */
    void replace(Iterator<byte[]> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
            while (lines.hasNext()) {
                out.write(lines.next());
            }
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws IOException if the summary is too long for a line */
    static byte[] line(RunSummary run) throws IOException {
        byte[] line = (Json.write(run) + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > LONGEST_LINE) {
            throw new IOException("The summary of run %d has %d bytes, more than the %d of a line of the history"
                    .formatted(run.number(), line.length, LONGEST_LINE));
        }
        return line;
    }

    static byte[] deletion(int number) {
        return ("{\"number\":" + number + ",\"deleted\":true}\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
