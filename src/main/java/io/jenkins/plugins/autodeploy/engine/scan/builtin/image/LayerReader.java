package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads one layer of an image after the other, the lowest first. Entries that climb out of the image's root, sparse files and devices are left out. */
final class LayerReader {
    private static final long MOST_BYTES = 16L << 30;
    private static final int MOST_ENTRIES = 500_000;
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;
    private static final int BUFFER = 1 << 16;

    private final LayerVisitor visitor;
    private final FinalFiles files = new FinalFiles();
    private final MeteredStream.Budget budget;
    private int shown;

    LayerReader(LayerVisitor visitor) {
        this(visitor, MOST_BYTES, MOST_ENTRIES);
    }

    /** @param mostBytes of all layers, without compression */
    LayerReader(LayerVisitor visitor, long mostBytes, int mostEntries) {
        this.visitor = visitor;
        this.budget = new MeteredStream.Budget(mostBytes, mostEntries);
    }

    /** @throws UnreadableImageException when it is not a layer, not the one that the image means, or too much */
    void read(ImageManifest.Layer layer, InputStream content) throws IOException {
        try {
            MessageDigest digest = sha256();
            InputStream plain = decompressed(new BufferedInputStream(content, BUFFER));
            MeteredStream metered =
                    new MeteredStream(new BufferedInputStream(new DigestInputStream(plain, digest), BUFFER), budget);
            readEntries(layer.diffId(), metered);
            metered.transferTo(OutputStream.nullOutputStream());
            if (!layer.diffId().equals("sha256:" + HexFormat.of().formatHex(digest.digest()))) {
                throw new UnreadableImageException("its content is not what its digest says");
            }
            files.endLayer();
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableImageException(
                    "The layer %s cannot be read: %s".formatted(layer.diffId(), OutsideText.clean(e.getMessage())), e);
        }
    }

    /** The files of interest that the image has after the layers that were read. */
    FinalFiles files() {
        return files;
    }

    private static InputStream decompressed(BufferedInputStream layer) throws IOException {
        layer.mark(2);
        int magic = layer.read() << 8 | layer.read();
        layer.reset();
        if (magic == GZIP) {
            return new GZIPInputStream(layer, BUFFER);
        }
        if (magic == ZSTD) {
            throw new UnreadableImageException("it is compressed by zstd, which the built-in checks do not read");
        }
        return layer;
    }

    private void readEntries(String layer, MeteredStream metered) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(metered, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = next(tar, metered); entry != null; entry = next(tar, metered)) {
            budget.takeEntry();
            if (entry.isSparse()) {
                // Holes take no bytes of the tar, but time to go over.
                budget.takeBytes(entry.getRealSize());
            }
            String path = TarEntries.path(entry.getName());
            if (path != null && !path.isEmpty()) {
                add(layer, path, entry, tar);
            }
            // What is left of it is no header.
            tar.skip(Long.MAX_VALUE);
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar, MeteredStream metered) throws IOException {
        metered.beginHeader();
        TarArchiveEntry entry = tar.getNextEntry();
        metered.endHeader();
        return entry;
    }

    private void add(String layer, String path, TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (FinalFiles.isWhiteout(name)) {
            files.whiteout(path.substring(0, Math.max(0, slash)), name);
        } else if (entry.isDirectory()) {
            files.directory(path);
        } else if (entry.isLink()) {
            link(path, TarEntries.path(entry.getLinkName()));
        } else if (TarEntries.isRegular(entry) && !entry.isSparse() && visitor.largest(path) > 0) {
            show(new LayerFile(shown++, path, layer), entry.getSize(), tar);
        } else {
            files.other(path);
        }
    }

    /** Another name for a file of the same layer, which was shown under its first one. */
    private void link(String path, String target) {
        LayerFile linked = target == null ? null : files.inThisLayer(target);
        if (linked == null) {
            files.other(path);
        } else {
            files.file(path, linked);
        }
    }

    private void show(LayerFile file, long size, TarArchiveInputStream tar) throws IOException {
        files.file(file.path(), file);
        int largest = visitor.largest(file.path());
        if (size > largest) {
            visitor.tooLarge(file);
            return;
        }
        byte[] content = tar.readNBytes(largest);
        if (content.length != size) {
            throw new UnreadableImageException("it is cut off");
        }
        visitor.file(file, content);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
