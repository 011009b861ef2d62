package io.jenkins.plugins.autodeploy.engine.image.jib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a jar that somebody else made: nothing gets out of the directory, and neither many entries nor large ones fill the disk. */
final class UnpackedJar {
    private static final int MOST_ENTRIES = 100_000;
    private static final long LARGEST = 2L << 30;
    private static final int BUFFER = 1 << 16;

    private UnpackedJar() {}

    /** @return the directory below {@code temporary} that holds the content */
    static Path into(Path temporary, Path jar) throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("jar"));
        long left = LARGEST;
        Set<Path> made = new HashSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new IOException("%s has more than %d entries".formatted(jar.getFileName(), MOST_ENTRIES));
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException(
                            "%s has an entry that leads out of it: %s".formatted(jar.getFileName(), entry.getName()));
                }
                if (!entry.isDirectory()) {
                    if (made.add(file.getParent())) {
                        Files.createDirectories(file.getParent());
                    }
                    left -= copy(zip, entry, file, left);
                }
            }
        }
        return directory;
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path file, long limit) throws IOException {
        long copied = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = zip.getInputStream(entry);
                var out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copied += read;
                if (copied > limit) {
                    throw new IOException("%s unpacks to more than %d bytes".formatted(zip.getName(), LARGEST));
                }
                out.write(buffer, 0, read);
            }
        }
        return copied;
    }
}
