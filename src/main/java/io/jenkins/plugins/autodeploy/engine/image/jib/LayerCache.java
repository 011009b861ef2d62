package io.jenkins.plugins.autodeploy.engine.image.jib;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where Jib keeps compressed layers, so that those whose files did not change need not be made again. Jib itself never removes any. */
final class LayerCache {
    private static final long LARGEST = 1L << 30;

    private final Path directory;

    LayerCache(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** A layer with what it takes and when it was made. */
    private record Kept(Path path, long size, FileTime made) {}

    /** Removes the oldest layers beyond a gigabyte. Jib makes one again that it misses. */
    void trim() throws IOException {
        long size = 0;
        for (Kept layer : newestFirst()) {
            size += layer.size();
            if (size > LARGEST) {
                delete(layer.path());
            }
        }
    }

    private List<Kept> newestFirst() throws IOException {
        Path layers = directory.resolve("layers");
        List<Kept> kept = new ArrayList<>();
        if (!Files.isDirectory(layers)) {
            return kept;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(layers)) {
            for (Path child : children) {
                kept.add(new Kept(child, size(child), Files.getLastModifiedTime(child)));
            }
        }
        kept.sort(Comparator.comparing(Kept::made).reversed());
        return kept;
    }

    private static long size(Path layer) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(layer)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private static void delete(Path layer) throws IOException {
        try (Stream<Path> files = Files.walk(layer)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
