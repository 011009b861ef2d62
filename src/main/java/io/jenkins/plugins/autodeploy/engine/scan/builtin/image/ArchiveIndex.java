package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.utils.BoundedSeekableByteChannelInputStream;

/** Where the files of an image's archive lie in it. Layers may come before the manifest that names them, so the archive is looked through first, from header to header. */
final class ArchiveIndex implements Closeable {
    private static final long LARGEST_ARCHIVE = 8L << 30;
    /** An image has some hundred layers at most, with a few files each. */
    private static final int MOST_ENTRIES = 10_000;
    /** What the distribution specification lets a manifest have; configurations of real images have some kilobytes. */
    private static final int LARGEST_JSON = 4 << 20;

    private static final int MOST_LINKS = 8;
    private static final int RECORD = 512;

    private final SeekableByteChannel channel;
    private final Map<String, Blob> blobs = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private record Blob(long offset, long size) {}

    private ArchiveIndex(SeekableByteChannel channel) {
        this.channel = channel;
    }

    static ArchiveIndex open(Path archive) throws IOException {
        long size = Files.size(archive);
        if (size > LARGEST_ARCHIVE) {
            throw new UnreadableImageException("The image's archive has %d GB, and at most %d GB are looked at"
                    .formatted(size >> 30, LARGEST_ARCHIVE >> 30));
        }
        ArchiveIndex index = new ArchiveIndex(Files.newByteChannel(archive));
        try {
            index.read(size);
            return index;
        } catch (UnreadableImageException | InterruptedIOException | ClosedByInterruptException e) {
            index.close();
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            index.close();
            throw new UnreadableImageException(
                    "The image's archive is not a tar that can be read: " + OutsideText.clean(e.getMessage()), e);
        }
    }

    boolean has(String name) {
        return blobs.containsKey(resolve(name));
    }

    /** @throws UnreadableImageException when it is not there, too large or not JSON */
    JsonNode json(String name) throws IOException {
        Blob blob = blob(name);
        if (blob.size() > LARGEST_JSON) {
            throw new UnreadableImageException("%s in the image's archive has more than %d MB"
                    .formatted(OutsideText.clean(name), LARGEST_JSON >> 20));
        }
        try (InputStream stream = stream(blob)) {
            return Json.readTree(new String(stream.readNBytes((int) blob.size()), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new UnreadableImageException(
                    "%s in the image's archive is not JSON that can be read".formatted(OutsideText.clean(name)), e);
        }
    }

    /** @throws UnreadableImageException when it is not there */
    InputStream open(String name) throws IOException {
        return new BufferedInputStream(stream(blob(name)), 1 << 16);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private InputStream stream(Blob blob) {
        return new BoundedSeekableByteChannelInputStream(blob.offset(), blob.size(), channel) {
            /** Java's reader of gzip goes on to the next part of a layer in parts only where this is not 0. */
            @Override
            public int available() {
                return 1;
            }
        };
    }

    private Blob blob(String name) throws UnreadableImageException {
        Blob blob = blobs.get(resolve(name));
        if (blob == null) {
            throw new UnreadableImageException(
                    "The image's archive names %s, which is not in it".formatted(OutsideText.clean(name)));
        }
        return blob;
    }

    /** Layers that an image has twice are links to the first in what docker before 25 and podman write. */
    private String resolve(String name) {
        String resolved = TarEntries.path(name);
        for (int i = 0; i < MOST_LINKS && links.containsKey(resolved); i++) {
            resolved = links.get(resolved);
        }
        return resolved;
    }

    private void read(long size) throws IOException {
        MeteredStream.Budget budget = new MeteredStream.Budget(Long.MAX_VALUE, Integer.MAX_VALUE);
        // Neither stream is closed: the channel is read on. A new reader for each entry reads no further than its
        // header.
        MeteredStream metered = new MeteredStream(Channels.newInputStream(channel), budget);
        int entries = 0;
        metered.beginHeader();
        for (TarArchiveEntry entry = header(metered); entry != null; entry = header(metered)) {
            if (++entries > MOST_ENTRIES) {
                throw new UnreadableImageException(
                        "The image's archive has more than %d entries".formatted(MOST_ENTRIES));
            }
            long next = channel.position() + padded(entry.getSize());
            add(entry, size);
            if (next < channel.position() || next > size) {
                break;
            }
            channel.position(next);
            metered.beginHeader();
        }
    }

    private static TarArchiveEntry header(MeteredStream metered) throws IOException {
        return new TarArchiveInputStream(metered, RECORD, RECORD, StandardCharsets.UTF_8.name()).getNextEntry();
    }

    private static long padded(long size) {
        return size + (RECORD - size % RECORD) % RECORD;
    }

    private void add(TarArchiveEntry entry, long archiveSize) throws IOException {
        String name = TarEntries.path(entry.getName());
        if (name == null || entry.isDirectory() || entry.isSparse()) {
            return;
        }
        if (entry.isSymbolicLink() || entry.isLink()) {
            String target = entry.isLink()
                    ? TarEntries.path(entry.getLinkName())
                    : TarEntries.target(name, entry.getLinkName());
            if (target != null) {
                links.put(name, target);
            }
        } else if (TarEntries.isRegular(entry)) {
            long offset = channel.position();
            if (offset + entry.getSize() > archiveSize || entry.getSize() < 0) {
                throw new UnreadableImageException("The image's archive is cut off within " + OutsideText.clean(name));
            }
            links.remove(name);
            blobs.put(name, new Blob(offset, entry.getSize()));
        }
    }
}
