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
import java.util.List;
import java.util.function.Predicate;

/**
 * The files below a directory as entries of layers, in a fixed order and with fixed times, so that the same files make the same bytes. Links are left out, so that nothing outside the project gets
 * in; a file that its owner may execute stays so.
 */
final class LayerFiles {
    private static final int MOST_FILES = 100_000;
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

    private final Path directory;
    private final List<Path> files;

    private LayerFiles(Path directory, List<Path> files) {
        this.directory = directory;
        this.files = files;
    }

    /**
     * Walks a directory.
     *
     * @param entered which directories and files count, by their path relative to {@code directory}
     * @throws StageFailedException when there are more than can be one image
     */
    static LayerFiles below(Path directory, Predicate<Path> entered) throws IOException, StageFailedException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
                return child.equals(directory) || entered.test(directory.relativize(child))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && entered.test(directory.relativize(file))) {
                    files.add(file);
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
        files.sort(null);
        return new LayerFiles(directory, files);
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
        for (Path file : files) {
            String path = directory.relativize(file).toString().replace('\\', '/');
            if (chosen.test(path)) {
                add(layer, file, AbsoluteUnixPath.get(place).resolve(path));
            }
        }
        return layer.build();
    }

    static void add(FileEntriesLayer.Builder layer, Path file, AbsoluteUnixPath place) {
        if (Files.isExecutable(file)
                && file.toFile().canExecute()
                && !file.toString().endsWith(".jar")) {
            layer.addEntry(file, place, EXECUTABLE);
        } else {
            layer.addEntry(file, place);
        }
    }
}
