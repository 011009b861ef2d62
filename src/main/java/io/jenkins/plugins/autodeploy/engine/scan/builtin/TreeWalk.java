package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.AdvisoriesUnusableException;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.JavaScriptLibraries;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks at the files of a directory: at most 50,000, 64 directories deep. Follows no links, and leaves out what tools put there (dependencies, build output,
 * version control). Findings are in the order of paths and lines.
 */
final class TreeWalk {
    private static final int MOST_FILES = 50_000;
    private static final int DEEPEST = 64;
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
    private final ExcludedFiles excluded;
    private final List<FoundFile> files = new ArrayList<>();
    private int leftOut;
    /** Whether a file that should name packages is too large to be read. */
    private boolean unreadPackages;

    /** @param path relative to the root, with {@code /} */
    private record FoundFile(String path, Path file, int largest, long size) {}

    private TreeWalk(Path root, List<String> exclude) {
        this.root = root;
        this.excluded = new ExcludedFiles(exclude);
    }

    /**
     * @param root a directory, by its real path
     * @param libraries to look for in scripts; null for none
     * @throws TooMuchException when there are more files or findings
     * @throws InterruptedIOException when the thread was interrupted
     */
    static Inspection look(Path root, BuiltInOrder order, @CheckForNull JavaScriptLibraries libraries)
            throws AdvisoriesUnusableException, IOException {
        TreeWalk walk = new TreeWalk(root, order.exclude());
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, walk.visitor());
        walk.files.sort(Comparator.comparing(FoundFile::path));
        try (CheckWorkers workers = new CheckWorkers(order.timeout())) {
            FileChecks checks = new FileChecks(order.wanted(), libraries);
            for (FoundFile found : walk.files) {
                if (workers.isFull()) {
                    throw tooMuch();
                }
                workers.add(checks, found.path(), (int) found.size(), () -> read(found), null);
            }
            List<CheckedFile> checked = workers.join();
            if (workers.isFull()) {
                throw tooMuch();
            }
            return walk.inspection(checked);
        }
    }

    private Inspection inspection(List<CheckedFile> checked) {
        List<Finding> findings = new ArrayList<>();
        List<SoftwarePackage> packages = new ArrayList<>();
        for (CheckedFile file : checked) {
            findings.addAll(file.findings());
            packages.addAll(file.packages());
        }
        List<String> remarks = new ArrayList<>(checked.stream()
                .map(CheckedFile::unreadable)
                .filter(Objects::nonNull)
                .toList());
        long notText = checked.stream().filter(CheckedFile::leftOut).count();
        remarks.add("Read %d files; left out %d that are too large or not text"
                .formatted(checked.size() - notText, leftOut + notText));
        return new Inspection(findings, packages, packagesComplete(checked), remarks);
    }

    private boolean packagesComplete(List<CheckedFile> checked) {
        return !unreadPackages && checked.stream().allMatch(file -> file.unreadable() == null);
    }

    private static TooMuchException tooMuch() {
        return new TooMuchException("The directory has more files or findings than the built-in checks take");
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
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("The scan was aborted");
                }
                if (attributes.isRegularFile()) {
                    add(file, attributes.size());
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

    private void add(Path file, long size) throws TooMuchException {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (excluded.contains(path)) {
            return;
        }
        int largest = FileChecks.largest(path);
        if (size > largest) {
            leftOut++;
            unreadPackages |= FileChecks.namesPackages(path);
        } else if (files.size() >= MOST_FILES) {
            throw tooMuch();
        } else {
            files.add(new FoundFile(path, file, largest, size));
        }
    }

    /** A file that grows meanwhile is read no further than it may be. */
    private static byte[] read(FoundFile found) throws IOException {
        try (InputStream stream = Files.newInputStream(found.file())) {
            return stream.readNBytes(found.largest());
        }
    }
}
