package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files below a directory as entries of layers, in a fixed order and with fixed times, so that the same files make the same bytes. Links are left out, so that nothing outside the project gets
 * in; a file that its owner may execute stays so.
 */
final class LayerFiles {
    private static final int MOST_FILES = 100_000;
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

    private final List<Found> files;

    /**
     * A file, with what the walk told of it.
     *
     * @param path relative to the directory, with {@code /}
     */
    private record Found(Path file, String path, boolean executable) {}

    private LayerFiles(List<Found> files) {
        this.files = files;
    }

    /**
     * Walks a directory.
     *
     * @param entered which directories and files count, by their path relative to {@code directory}, with {@code /}
     * @throws StageFailedException when there are more than can be one image
     */
    static LayerFiles below(Path directory, Predicate<String> entered) throws IOException, StageFailedException {
        List<Found> files = new ArrayList<>();
        int prefix = directory.toString().length() + 1;
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
                return child.equals(directory) || entered.test(relative(child, prefix))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = relative(file, prefix);
                if (attributes.isRegularFile() && entered.test(path)) {
                    files.add(new Found(file, path, file.toFile().canExecute()));
                }
                return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        if (files.size() > MOST_FILES) {
            throw new StageFailedException(
                    Stage.BUILD,
                    "%s holds more than %d files".formatted(directory.getFileName(), MOST_FILES),
                    "Set dir to the directory with the finished files.");
        }
        files.sort(Comparator.comparing(Found::path));
        return new LayerFiles(files);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * A layer of some of the files.
     *
     * @param chosen by their path relative to the directory
     * @param place where the directory is in the image
     */
    FileEntriesLayer layer(String name, Predicate<String> chosen, String place) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        for (Found found : files) {
            if (chosen.test(found.path())) {
                AbsoluteUnixPath target = AbsoluteUnixPath.get(place + "/" + found.path());
                if (found.executable()) {
                    layer.addEntry(found.file(), target, EXECUTABLE);
                } else {
                    layer.addEntry(found.file(), target);
                }
            }
        }
        return layer.build();
    }

    /** The last name of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String relative(Path file, int prefix) {
        return file.toString().substring(prefix).replace('\\', '/');
    }
}
