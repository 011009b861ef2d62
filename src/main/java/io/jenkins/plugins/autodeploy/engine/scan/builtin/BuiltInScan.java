package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The checks that need no database, no network and no program: secrets in text files, faults of Dockerfiles. Reads at most 50,000 files of at most
 * 1 MB each, 64 directories deep, follows no links, and leaves out what tools put there (dependencies, build output, version control).
 */
public final class BuiltInScan {
    private static final int MOST_FILES = 50_000;
    private static final int DEEPEST = 64;
    private static final int MOST_FINDINGS = 5_000;
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

    private final BuiltInOrder order;
    private final Path root;
    private final List<PathMatcher> excluded;
    private final FileChecks checks;
    private int files;
    private boolean complete = true;

    private BuiltInScan(BuiltInOrder order, Path root) {
        this.order = order;
        this.root = root;
        this.excluded = order.exclude().stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        this.checks = new FileChecks(order.wanted());
    }

    /**
     * Scans.
     *
     * @param workspace its root on this machine
     * @return findings name files relative to the order's directory
     * @throws IOException when it cannot be read, or leads out of the root
     * @throws InterruptedIOException when the thread was interrupted
     */
    public static BuiltInResult scan(Path workspace, BuiltInOrder order) throws IOException {
        Path start = workspace.resolve(order.directory()).toRealPath();
        if (!start.startsWith(workspace.toRealPath())) {
            throw new IOException(order.directory() + " leads out of " + workspace);
        }
        BuiltInScan scan = new BuiltInScan(order, start);
        Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), DEEPEST, scan.visitor());
        return scan.result();
    }

    private BuiltInResult result() {
        if (!complete) {
            return BuiltInResult.failed("The directory has more files or findings than the built-in checks take");
        }
        List<String> remarks = new ArrayList<>(checks.unreadable());
        remarks.add("Read %d files; left out %d that are too large or not text".formatted(files, checks.leftOut()));
        return new BuiltInResult(null, checks.findings(), checks.packages(), false, null, remarks);
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
                if (files >= MOST_FILES || checks.findings().size() >= MOST_FINDINGS) {
                    complete = false;
                    return FileVisitResult.TERMINATE;
                }
                if (attributes.isRegularFile() && !isExcluded(file)) {
                    read(file, attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                checks.leaveOut();
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private boolean isExcluded(Path file) {
        return excluded.stream().anyMatch(glob -> glob.matches(root.relativize(file)));
    }

    private void read(Path file, long size) {
        String path = root.relativize(file).toString().replace('\\', '/');
        int largest = FileChecks.largest(path);
        if (size > largest) {
            checks.leaveOut();
            return;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            checks.look(path, stream.readNBytes(largest), null);
            files++;
        } catch (IOException e) {
            checks.leaveOut();
        }
    }
}
