package io.jenkins.plugins.autodeploy.engine.detect.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The only way by which detection reads a project. Paths are relative to the root with {@code /}, the root is ".". Directories are walked breadth first and in the
 * order of their names, so that the same tree gives the same answer and a tree over the limits loses its deepest parts first. Linked directories are not
 * entered; a linked file counts when it leads to a file within the root. What cannot be read is left out and kept as a {@link Problem}. For one thread.
 */
public final class SourceTree {
    /** The root's path. */
    public static final String ROOT = ".";

    private static final int LONGEST_NAME = 200;
    private static final List<String> BUILT = List.of("dist", "build", "out");
    /** Several rules read the same files; more than this many characters of them are not kept. */
    private static final int MOST_KEPT_TEXT = 8 << 20;

    private final Path root;
    private final TreeLimits limits;
    private final Map<String, List<String>> filesByDirectory = new LinkedHashMap<>();
    private final Map<String, Problem> problems = new TreeMap<>();
    private final Map<String, Optional<String>> texts = new HashMap<>();
    private final Map<String, Optional<?>> documents = new HashMap<>();
    private final Map<String, List<String>> filesByExtension = new HashMap<>();
    private List<SourceDirectory> directories = List.of();
    private int keptText;
    private int entries;

    private SourceTree(Path root, TreeLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    /** @throws IOException when the root cannot be listed */
    public static SourceTree open(Path root, TreeLimits limits) throws IOException {
        SourceTree tree = new SourceTree(root.toRealPath(), limits);
        tree.walk();
        tree.directories = tree.filesByDirectory.keySet().stream()
                .map(path -> new SourceDirectory(tree, path))
                .toList();
        return tree;
    }

    /** All directories, the root first. */
    public List<SourceDirectory> directories() {
        return directories;
    }

    /** The root directory's own name. */
    String name() {
        return root.getFileName() == null ? "project" : root.getFileName().toString();
    }

    /** What was left out and why, by file. */
    public Collection<Problem> problems() {
        return List.copyOf(problems.values());
    }

    /** The names of the files right in a directory, sorted; empty when it is not there. */
    List<String> files(String directory) {
        return filesByDirectory.getOrDefault(directory, List.of());
    }

    boolean has(String directory, String name) {
        return Collections.binarySearch(files(directory), name) >= 0;
    }

    boolean hasDirectory(String path) {
        return filesByDirectory.containsKey(path);
    }

    /** What a file was parsed to; parsed once for each format. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> parsedOnce(String format, String path, Supplier<Optional<T>> parse) {
        String key = format + ":" + path;
        Optional<?> known = documents.get(key);
        if (known == null) {
            known = parse.get();
            documents.put(key, known);
        }
        return (Optional<T>) known;
    }

    /** All files with that ending, which begins with its only dot, in the order of the walk. */
    List<String> withExtension(String extension) {
        if (filesByExtension.isEmpty()) {
            filesByDirectory.forEach((directory, names) -> names.forEach(name -> {
                int dot = name.lastIndexOf('.');
                if (dot >= 0) {
                    filesByExtension
                            .computeIfAbsent(name.substring(dot), unused -> new ArrayList<>())
                            .add(join(directory, name));
                }
            }));
        }
        return filesByExtension.getOrDefault(extension, List.of());
    }

    void note(String file, String what) {
        problems.putIfAbsent(file, new Problem(file, what));
    }

    /** A file that is parsed; empty when it is not there or, with a problem noted, cannot be used. */
    Optional<String> manifest(String path) {
        return text(path, limits.manifestBytes());
    }

    /** A file that is searched line by line; empty as in {@link #manifest}. */
    Optional<String> lock(String path) {
        return text(path, limits.lockBytes());
    }

    static String join(String directory, String name) {
        return directory.equals(ROOT) ? name : directory + "/" + name;
    }

    private Optional<String> text(String path, int limit) {
        int slash = path.lastIndexOf('/');
        String directory = slash < 0 ? ROOT : path.substring(0, slash);
        if (!has(directory, path.substring(slash + 1))) {
            return Optional.empty();
        }
        Optional<String> known = texts.get(path);
        if (known != null) {
            return known;
        }
        Optional<String> text = read(path, limit);
        int length = text.map(String::length).orElse(0);
        if (keptText + length <= MOST_KEPT_TEXT) {
            keptText += length;
            texts.put(path, text);
        }
        return text;
    }

    private Optional<String> read(String path, int limit) {
        try {
            Path file = root.resolve(path);
            if (!isFileWithin(file)) {
                return Optional.empty();
            }
            byte[] bytes;
            try (InputStream stream = Files.newInputStream(file)) {
                bytes = stream.readNBytes(limit + 1);
            }
            if (bytes.length > limit) {
                note(path, "was left out: it has more than the %,d bytes that are read".formatted(limit));
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            note(path, "was left out: it is not UTF-8 text");
        } catch (IOException e) {
            note(path, "was left out: it cannot be read");
        }
        return Optional.empty();
    }

    private void walk() throws IOException {
        record Pending(String directory, int depth, IgnoreRules rules) {}
        Deque<Pending> pending = new ArrayDeque<>();
        pending.add(new Pending(ROOT, 0, IgnoreRules.NONE));
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            Listing listing = list(next.directory());
            IgnoreRules rules = next.rules();
            if (listing.files().contains(IgnoreRules.FILE)) {
                Optional<String> gitignore = read(join(next.directory(), IgnoreRules.FILE), limits.manifestBytes());
                rules = gitignore.isPresent() ? rules.and(next.directory(), gitignore.get()) : rules;
            }
            filesByDirectory.put(next.directory(), kept(next.directory(), listing.files(), rules, false));
            for (String name : keptDirectories(next.directory(), listing, rules)) {
                String child = join(next.directory(), name);
                if (next.depth() < limits.depth()) {
                    pending.add(new Pending(child, next.depth() + 1, rules));
                } else {
                    note(child, "was left out: it lies more than %d directories deep".formatted(limits.depth()));
                }
            }
        }
    }

    /** What convention leaves out is made by a build; a tree of nothing else is what was built, put here to be deployed. */
    private List<String> keptDirectories(String directory, Listing listing, IgnoreRules rules) {
        List<String> kept = kept(directory, listing.directories(), rules, true);
        boolean nothingElse = directory.equals(ROOT)
                && kept.isEmpty()
                && filesByDirectory.get(ROOT).stream().allMatch(SourceTree::isNote);
        return nothingElse
                ? listing.directories().stream().filter(BUILT::contains).toList()
                : kept;
    }

    private static boolean isNote(String file) {
        return file.startsWith(".") || file.endsWith(".md") || file.endsWith(".json") && !file.equals("package.json");
    }

    private record Listing(TreeSet<String> files, TreeSet<String> directories) {}

    private Listing list(String directory) throws IOException {
        Listing listing = new Listing(new TreeSet<>(), new TreeSet<>());
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path entry : stream) {
                if (++entries > limits.entries()) {
                    note(ROOT, "was looked at in part: it has more than %,d files".formatted(limits.entries()));
                    break;
                }
                sort(entry, listing);
            }
        } catch (IOException | DirectoryIteratorException e) {
            if (directory.equals(ROOT)) {
                throw new IOException("The directory cannot be listed", e);
            }
            note(directory, "was left out: it cannot be listed");
        }
        return listing;
    }

    private void sort(Path entry, Listing listing) throws IOException {
        String name = entry.getFileName().toString();
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return;
        }
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            listing.directories().add(name);
        } else if (isFileWithin(entry)) {
            listing.files().add(name);
        }
    }

    private boolean isFileWithin(Path file) throws IOException {
        if (!Files.isSymbolicLink(file)) {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        }
        try {
            Path target = file.toRealPath();
            return target.startsWith(root) && Files.isRegularFile(target);
        } catch (FileSystemException e) {
            // Dangling, or a link to itself, for which there is no exception of its own.
            return false;
        }
    }

    private static List<String> kept(
            String directory, Collection<String> names, IgnoreRules rules, boolean directories) {
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            if (!rules.excludes(join(directory, name), directories)) {
                kept.add(name);
            }
        }
        return List.copyOf(kept);
    }
}
