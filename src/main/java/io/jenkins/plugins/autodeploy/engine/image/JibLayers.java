package io.jenkins.plugins.autodeploy.engine.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The layers that Jib makes of finished files. Links are left out, so that nothing outside the project gets in. */
final class JibLayers {
    static final String SITE_ROOT = "/usr/share/nginx/html";
    static final String JAR = "/app/app.jar";

    private static final int MOST_FILES = 100_000;
    private static final Set<String> NEVER_SERVED =
            Set.of("node_modules", "Dockerfile", "Containerfile", "Jenkinsfile", "docker-compose.yml", "compose.yaml");
    private static final List<String> JAR_DIRECTORIES = List.of("target", "build/libs");
    private static final List<String> NOT_EXECUTABLE =
            List.of("-sources.jar", "-javadoc.jar", "-plain.jar", "-tests.jar");

    private JibLayers() {}

    /** All files that a web server may show: none that is hidden, since these hold settings and secrets. */
    static FileEntriesLayer site(Path directory) throws IOException, StageFailedException {
        if (!Files.isDirectory(directory)) {
            throw missing("There are no built files in " + directory.getFileName());
        }
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("site");
        List<Path> files = servedFiles(directory);
        if (files.isEmpty()) {
            throw missing("There are no files to serve in " + directory.getFileName());
        }
        for (Path file : files) {
            String name = directory.relativize(file).toString().replace('\\', '/');
            layer.addEntry(file, AbsoluteUnixPath.get(SITE_ROOT).resolve(name));
        }
        return layer.build();
    }

    /** The one executable jar below the output directory of Maven or Gradle. */
    static FileEntriesLayer jar(Path directory) throws IOException, StageFailedException {
        List<Path> jars = new ArrayList<>();
        for (String output : JAR_DIRECTORIES) {
            jars.addAll(jarsIn(directory.resolve(output)));
        }
        if (jars.size() != 1) {
            throw missing(
                    jars.isEmpty()
                            ? "There is no built jar in target or build/libs"
                            : "There is more than one jar that could be started: "
                                    + jars.stream().map(Path::getFileName).toList());
        }
        return FileEntriesLayer.builder()
                .setName("jar")
                .addEntry(jars.get(0), AbsoluteUnixPath.get(JAR))
                .build();
    }

    private static List<Path> jarsIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(file -> NOT_EXECUTABLE.stream()
                            .noneMatch(end -> file.getFileName().toString().endsWith(end)))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> servedFiles(Path directory) throws IOException, StageFailedException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
                return child.equals(directory) || isServed(child)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isServed(file)) {
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
        return files;
    }

    private static boolean isServed(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && !NEVER_SERVED.contains(name);
    }

    private static StageFailedException missing(String reason) {
        return new StageFailedException(
                Stage.BUILD, reason, "Run the project's own build first: Jib only packs what it made.");
    }
}
