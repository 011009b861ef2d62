package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * Stands between a tar and its reader, which keeps an entry's long name and extended headers in memory however long they are. Says no when a header is longer than any real
 * one or all is more than an image may have, and when the thread was interrupted.
 */
final class MeteredStream extends FilterInputStream {
    /** Bytes of an entry's headers; a path has at most 4 KiB, the extended attributes of a file at most 64 KiB in most file systems. */
    private static final int LARGEST_HEADER = 256 << 10;

    private final Budget budget;
    private long headerLeft;
    private boolean inHeader;

    MeteredStream(InputStream in, Budget budget) {
        super(in);
        this.budget = budget;
    }

    /** What is left of all the bytes and entries of an image. */
    static final class Budget {
        private final long mostBytes;
        private final int mostEntries;
        private long bytes;
        private int entries;

        Budget(long mostBytes, int mostEntries) {
            this.mostBytes = mostBytes;
            this.mostEntries = mostEntries;
        }

        void takeBytes(long count) throws UnreadableImageException {
            bytes += count;
            if (bytes > mostBytes || bytes < 0) {
                throw new UnreadableImageException(
                        "The image's layers have more than %d GB".formatted(mostBytes >> 30));
            }
        }

        void takeEntry() throws UnreadableImageException {
            if (++entries > mostEntries) {
                throw new UnreadableImageException("The image's layers have more than %d files".formatted(mostEntries));
            }
        }
    }

    void beginHeader() {
        inHeader = true;
        headerLeft = LARGEST_HEADER;
    }

    void endHeader() {
        inHeader = false;
    }

    @Override
    public int read() throws IOException {
        check();
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        check();
        long skipped = super.skip(length);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws UnreadableImageException {
        budget.takeBytes(bytes);
        if (inHeader) {
            headerLeft -= bytes;
            if (headerLeft < 0) {
                throw new UnreadableImageException(
                        "An entry of a tar has more than %d KB of headers".formatted(LARGEST_HEADER >> 10));
            }
        }
    }

    private static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The scan was aborted");
        }
    }
}
