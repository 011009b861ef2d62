package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes the tar of a layer, or one that no tool would make. */
public final class LayerTar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());

    public LayerTar() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    public LayerTar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public LayerTar file(String name, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        return put(entry, content);
    }

    public LayerTar directory(String name) {
        return put(new TarArchiveEntry(name + "/"), new byte[0]);
    }

    public LayerTar symbolicLink(String name, String target) {
        return link(name, target, TarConstants.LF_SYMLINK);
    }

    public LayerTar hardLink(String name, String target) {
        return link(name, target, TarConstants.LF_LINK);
    }

    public LayerTar device(String name) {
        return put(new TarArchiveEntry(name, TarConstants.LF_CHR), new byte[0]);
    }

    /** With an extended header of one key and a long value. */
    public LayerTar longHeader(String name, int length) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.addPaxHeader("AUTODEPLOY.long", "x".repeat(length));
        return put(entry, new byte[0]);
    }

    /** A sparse file in the form of PAX 1.0 that is all hole. */
    public LayerTar hole(String name, long size) {
        byte[] map = Arrays.copyOf("1\n%d\n0\n".formatted(size).getBytes(StandardCharsets.US_ASCII), 512);
        TarArchiveEntry plain = new TarArchiveEntry("GNUSparseFile.0/" + name);
        plain.setSize(map.length);
        try {
            byte[] header = paxHeader(Map.of(
                    "GNU.sparse.major",
                    "1",
                    "GNU.sparse.minor",
                    "0",
                    "GNU.sparse.name",
                    name,
                    "GNU.sparse.realsize",
                    String.valueOf(size)));
            TarArchiveEntry extended =
                    new TarArchiveEntry("PaxHeaders/" + name, TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            extended.setSize(header.length);
            put(extended, header);
            return put(plain, map);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            tar.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] paxHeader(Map<String, String> values) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String line = " " + value.getKey() + "=" + value.getValue() + "\n";
            int length = line.length() + 2;
            header.write((length + line).getBytes(StandardCharsets.UTF_8));
        }
        return header.toByteArray();
    }

    private LayerTar link(String name, String target, byte type) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    private LayerTar put(TarArchiveEntry entry, byte[] content) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
