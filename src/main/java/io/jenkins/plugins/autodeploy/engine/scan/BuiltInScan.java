package io.jenkins.plugins.autodeploy.engine.scan;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The checks that need no database, no network and no program: secrets in text files, faults of Dockerfiles. Reads at most 50,000 files of at most
 * 1 MB each, 64 directories deep, follows no links, and leaves out what tools put there (dependencies, build output, version control).
 */
public final class BuiltInScan {
    private static final int MOST_FILES = 50_000;
    private static final int LARGEST_FILE = 1 << 20;
    private static final int DEEPEST = 64;
    private static final int MOST_FINDINGS = 5_000;
    private static final int LOOKED_AT_FOR_NULS = 8_000;
    private static final Set<String> OF_TOOLS = Set.of(
            ".git",
            ".hg",
            ".svn",
            "node_modules",
            ".gradle",
            ".venv",
            "venv",
            "__pycache__",
            ".terraform",
            "target",
            ".next");

    private final Path root;
    private final List<Finding> findings = new ArrayList<>();
    private int files;
    private int leftOut;
    private boolean complete = true;

    private BuiltInScan(Path root) {
        this.root = root;
    }

    /**
     * Scans a directory.
     *
     * @param root the workspace's root on this machine
     * @param directory relative to it; findings name files relative to this directory
     * @throws IOException when it cannot be read, or leads out of the root
     * @throws InterruptedIOException when the thread was interrupted
     */
    public static TreeFindings scan(Path root, String directory) throws IOException {
        Path start = root.resolve(directory).toRealPath();
        if (!start.startsWith(root.toRealPath())) {
            throw new IOException(directory + " leads out of " + root);
        }
        BuiltInScan scan = new BuiltInScan(start);
        Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), DEEPEST, scan.visitor());
        return new TreeFindings(scan.findings, scan.files, scan.leftOut, scan.complete);
    }

    private SimpleFileVisitor<Path> visitor() {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean ours = directory.equals(root)
                        || !OF_TOOLS.contains(directory.getFileName().toString());
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("The scan was aborted");
                }
                if (files >= MOST_FILES || findings.size() >= MOST_FINDINGS) {
                    complete = false;
                    return FileVisitResult.TERMINATE;
                }
                if (attributes.isRegularFile()) {
                    read(file, attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                leftOut++;
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private void read(Path file, long size) throws IOException {
        if (size > LARGEST_FILE) {
            leftOut++;
            return;
        }
        byte[] content;
        try (InputStream stream = Files.newInputStream(file)) {
            content = stream.readNBytes(LARGEST_FILE);
        } catch (IOException e) {
            leftOut++;
            return;
        }
        if (isBinary(content)) {
            leftOut++;
            return;
        }
        files++;
        String path = root.relativize(file).toString().replace('\\', '/');
        String text = new String(content, StandardCharsets.UTF_8);
        findings.addAll(SecretSearch.search(OutsideText.clean(path), text));
        if (isDockerfile(file.getFileName().toString().toLowerCase(Locale.ROOT))) {
            findings.addAll(DockerfileCheck.check(OutsideText.clean(path), text));
        }
    }

    private static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, LOOKED_AT_FOR_NULS); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDockerfile(String name) {
        return name.equals("dockerfile")
                || name.equals("containerfile")
                || name.startsWith("dockerfile.") && !name.endsWith(".dockerignore")
                || name.endsWith(".dockerfile");
    }
}
