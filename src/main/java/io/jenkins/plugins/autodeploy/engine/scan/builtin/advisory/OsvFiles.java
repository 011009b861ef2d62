package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of OSV's export in a directory: {@code npm/all.zip}, as <a href="https://google.github.io/osv.dev/data/">it is
 * published</a>, {@code npm.zip}, or their entries unpacked into {@code npm/} or into the directory itself. Nothing is written;
 * of a zip one entry at a time is in memory.
 */
final class OsvFiles {
    private static final int LARGEST_ENTRY = 4 << 20;
    private static final int MOST_ENTRIES = 2_000_000;
    private static final String ENTRY = ".json";

    private final Path directory;

    OsvFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Takes one entry after the other. */
    @FunctionalInterface
    interface EntryReader {
        /**
         * @param content valid until it returns
         * @param length bytes of {@code content} that are the entry
         * @throws IOException when it is no advisory; the message says why, to follow the entry's name
         */
        void read(byte[] content, int length) throws IOException, AdvisoriesUnusableException;
    }

    /** Reads all advisories of some ecosystems. */
    void read(Set<String> ecosystems, EntryReader reader) throws AdvisoriesUnusableException, InterruptedIOException {
        byte[] buffer = new byte[LARGEST_ENTRY + 1];
        for (Path file : files(ecosystems)) {
            if (file.getFileName().toString().endsWith(".zip")) {
                readZip(file, buffer, reader);
            } else {
                readFile(file, buffer, reader);
            }
        }
    }

    private Set<Path> files(Set<String> ecosystems) throws AdvisoriesUnusableException {
        try {
            Set<Path> files = new LinkedHashSet<>(entries(directory));
            for (String ecosystem : ecosystems) {
                files.addAll(files(ecosystem));
            }
            return files;
        } catch (UnreadableAdvisoryException e) {
            throw damaged(directory, "", e);
        } catch (IOException | UncheckedIOException e) {
            throw new AdvisoriesUnusableException(
                    "The directory of advisories %s cannot be read".formatted(directory), e);
        }
    }

    /** Of a distribution's release where there is an export of its own, else of the whole distribution. */
    private List<Path> files(String ecosystem) throws IOException {
        List<Path> ofRelease = named(ecosystem);
        return ofRelease.isEmpty() ? named(ecosystem.split(":", 2)[0]) : ofRelease;
    }

    private List<Path> named(String ecosystem) throws IOException {
        Path folder;
        Path zip;
        try {
            folder = directory.resolve(ecosystem).normalize();
            zip = directory.resolve(ecosystem + ".zip").normalize();
        } catch (InvalidPathException e) {
            return List.of(); // the colon before a release is nothing that Windows has in names
        }
        for (Path candidate : List.of(folder.resolve("all.zip"), zip)) {
            if (candidate.startsWith(directory) && Files.isRegularFile(candidate)) {
                return List.of(candidate);
            }
        }
        return folder.startsWith(directory) && Files.isDirectory(folder) ? entries(folder) : List.of();
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> entries = files.filter(file -> isEntry(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .limit(MOST_ENTRIES + 1L)
                    .sorted()
                    .toList();
            if (entries.size() > MOST_ENTRIES) {
                throw new UnreadableAdvisoryException("has more than %d entries".formatted(MOST_ENTRIES));
            }
            return entries;
        }
    }

    /** Whether there is anything that could be an export or a part of it. */
    boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.noneMatch(file -> Files.isDirectory(file)
                    || file.toString().endsWith(".zip")
                    || file.toString().endsWith(ENTRY));
        }
    }

    private static boolean isEntry(String name) {
        return name.endsWith(ENTRY) && !name.equals(JavaScriptLibraries.FILE);
    }

    private static void readFile(Path file, byte[] buffer, EntryReader reader)
            throws AdvisoriesUnusableException, InterruptedIOException {
        stopIfInterrupted();
        try (InputStream stream = Files.newInputStream(file)) {
            reader.read(buffer, fill(stream, buffer));
        } catch (IOException e) {
            throw damaged(file, "", e);
        }
    }

    /** By the zip's directory of entries, which is at its end: a zip that was cut off has none and cannot pass for a short one. */
    private static void readZip(Path file, byte[] buffer, EntryReader reader)
            throws AdvisoriesUnusableException, InterruptedIOException {
        String name = "";
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new UnreadableAdvisoryException("has more than %d entries".formatted(MOST_ENTRIES));
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                stopIfInterrupted();
                ZipEntry entry = entries.nextElement();
                name = entry.getName();
                if (isEntry(name)) {
                    reader.read(buffer, fill(zip, entry, buffer));
                }
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file, name, e);
        }
    }

    private static int fill(ZipFile zip, ZipEntry entry, byte[] buffer) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            int length = fill(stream, buffer);
            CRC32 checksum = new CRC32();
            checksum.update(buffer, 0, length);
            if (checksum.getValue() != entry.getCrc()) {
                throw new UnreadableAdvisoryException("is damaged: its checksum is another");
            }
            return length;
        }
    }

    private static int fill(InputStream stream, byte[] buffer) throws IOException {
        int length = stream.readNBytes(buffer, 0, buffer.length);
        if (length > LARGEST_ENTRY) {
            throw new UnreadableAdvisoryException("is larger than %d MB".formatted(LARGEST_ENTRY >> 20));
        }
        return length;
    }

    private static AdvisoriesUnusableException damaged(Path file, String entry, Exception cause) {
        String where = entry.isEmpty() ? file.toString() : "%s in %s".formatted(OutsideText.clean(entry), file);
        String why = cause instanceof UnreadableAdvisoryException ? cause.getMessage() : "is damaged";
        return new AdvisoriesUnusableException("The advisories cannot be used: %s %s".formatted(where, why), cause);
    }

    private static void stopIfInterrupted() throws InterruptedIOException {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The scan was aborted");
        }
    }
}
