package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The packages in Java archives, and in archives in these: Spring Boot's, web and enterprise applications. An archive says what it is by Maven's
 * {@code META-INF/maven/…/pom.properties} (several where packages were put together), else by its manifest and file name. Reads as a stream and keeps no
 * archive in memory; archives are looked into {@value #DEEPEST} deep, for {@value #MOST_ENTRIES} entries and 2 GB of inflated content in all.
 */
public final class JarPackages {
    static final int DEEPEST = 4;
    static final int MOST_ENTRIES = 200_000;
    static final long MOST_INFLATED = 2L << 30;

    private static final Set<String> EXTENSIONS = Set.of("jar", "war", "ear", "hpi", "jpi");
    private static final int LARGEST_DESCRIPTION = 256 << 10;
    private static final int LONGEST_PREFIX = 64 << 10;
    private static final byte[] FIRST_ENTRY = {'P', 'K', 3, 4};

    private final PackageList found;
    private final long mostInflated;
    private int entries;
    private long inflated;

    private JarPackages(PackageList found, long mostInflated) {
        this.found = found;
        this.mostInflated = mostInflated;
    }

    /** Whether a file is such an archive, by its path within the target. */
    public static boolean reads(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1
                && EXTENSIONS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** @see #read(String, InputStream) */
    public static List<SoftwarePackage> read(String path, byte[] content)
            throws InterruptedIOException, UnreadablePackageFileException {
        try {
            return read(path, new ByteArrayInputStream(content));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("An array cannot fail to be read", e);
        }
    }

    /**
     * The packages in an archive. A package in an archive in it is at {@code app.jar!/BOOT-INF/lib/x.jar}.
     *
     * @param path within the target
     * @param content is read to its last entry, and not closed
     * @throws UnreadablePackageFileException when it is no archive, is damaged, or has more in it than is looked into
     * @throws InterruptedIOException when the thread was interrupted
     * @throws IOException when the stream itself fails
     */
    public static List<SoftwarePackage> read(String path, InputStream content)
            throws IOException, UnreadablePackageFileException {
        return read(path, content, MOST_INFLATED);
    }

    static List<SoftwarePackage> read(String path, InputStream content, long mostInflated)
            throws IOException, UnreadablePackageFileException {
        PackageList found = new PackageList(path);
        try {
            new JarPackages(found, mostInflated).look(path, content, 1);
        } catch (ZipException | IllegalArgumentException e) {
            // The second is how the JDK says that an entry's name is not in the encoding that it claims.
            throw new UnreadablePackageFileException(path, "it is not an archive that is whole");
        } catch (EOFException e) {
            throw new UnreadablePackageFileException(path, "it ends too early");
        } catch (MalformedContentException e) {
            throw new UnreadablePackageFileException(path, e.getMessage());
        }
        return found.all();
    }

    private void look(String place, InputStream content, int depth) throws IOException {
        ZipInputStream archive = new ZipInputStream(atFirstEntry(content));
        JarDescription description = new JarDescription(place);
        boolean isArchive = false;
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            isArchive = true;
            if (++entries > MOST_ENTRIES) {
                throw new MalformedContentException("it has more than %,d files in it".formatted(MOST_ENTRIES));
            }
            InputStream inner = new Counted(archive);
            String name = entry.getName();
            if (reads(name) && !entry.isDirectory()) {
                if (depth >= DEEPEST) {
                    throw new MalformedContentException(
                            "it has archives in archives more than %d deep".formatted(DEEPEST));
                }
                lookInside(place + "!/" + name, inner, depth + 1);
            } else if (JarDescription.isPartOfIt(name)) {
                description.part(name, inner.readNBytes(LARGEST_DESCRIPTION));
            }
            inner.transferTo(OutputStream.nullOutputStream());
        }
        if (!isArchive && depth == 1) {
            throw new MalformedContentException("it is not an archive that has files");
        }
        description.addTo(found);
    }

    /** One that is damaged, as those are that programs test themselves with, hides nothing of the others around it. */
    private void lookInside(String place, InputStream content, int depth) throws IOException {
        try {
            look(place, content, depth);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            new JarDescription(place).addTo(found);
        }
    }

    /** Archives that can be run by themselves begin with a script. */
    private static InputStream atFirstEntry(InputStream content) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(content, LONGEST_PREFIX + FIRST_ENTRY.length);
        buffered.mark(LONGEST_PREFIX + FIRST_ENTRY.length);
        int matched = 0;
        for (int at = 0; at < LONGEST_PREFIX; at++) {
            int next = buffered.read();
            if (next < 0) {
                break;
            }
            matched = next == FIRST_ENTRY[matched] ? matched + 1 : next == FIRST_ENTRY[0] ? 1 : 0;
            if (matched == FIRST_ENTRY.length) {
                buffered.reset();
                buffered.skipNBytes(at + 1L - FIRST_ENTRY.length);
                return buffered;
            }
        }
        buffered.reset();
        return buffered;
    }

    /** Counts what entries inflate to, so that a small archive cannot keep anybody busy for long. Stays open for the entries that follow. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream entry) {
            super(entry);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("The scan was aborted");
            }
            int count = super.read(into, from, length);
            inflated += Math.max(count, 0);
            if (inflated > mostInflated) {
                throw new MalformedContentException("it inflates to more than %d MB".formatted(mostInflated >> 20));
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // The archive goes on.
        }
    }
}
