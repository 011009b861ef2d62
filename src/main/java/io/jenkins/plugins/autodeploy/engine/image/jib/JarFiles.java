package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A program for Java that was built before. A jar of Spring Boot, one that names its libraries in its manifest, and Quarkus' directory become layers: libraries, libraries that are still being developed,
 * resources, classes; so that a changed class pushes classes. Any other jar stays whole, because what is merged in it may depend on that.
 */
final class JarFiles {
    private static final String JAR = PackedFiles.APP + "/app.jar";
    private static final List<String> JAR_DIRECTORIES = List.of("target", "build/libs");
    private static final List<String> QUARKUS_DIRECTORIES = List.of("target/quarkus-app", "build/quarkus-app");
    private static final List<String> NOT_EXECUTABLE =
            List.of("-sources.jar", "-javadoc.jar", "-plain.jar", "-tests.jar");
    private static final String SNAPSHOT = "SNAPSHOT";

    private JarFiles() {}

    /**
     * The one executable jar below the output directory of Maven or Gradle.
     *
     * @param temporary where it may be unpacked
     */
    static PackedFiles jar(Path directory, Path temporary) throws IOException, StageFailedException {
        Path jar = theJar(directory);
        Attributes manifest = manifest(jar);
        String main = manifest.getValue(Attributes.Name.MAIN_CLASS);
        if (main != null
                && manifest.getValue("Spring-Boot-Classes") != null
                && manifest.getValue("Spring-Boot-Lib") != null) {
            return springBoot(UnpackedJar.into(temporary, jar), main, manifest);
        }
        String classPath = manifest.getValue(Attributes.Name.CLASS_PATH);
        boolean plain = manifest.getValue("Multi-Release") == null && manifest.getValue("Launcher-Agent-Class") == null;
        if (main != null && classPath != null && plain) {
            return withLibraries(
                    jar,
                    UnpackedJar.into(temporary, jar),
                    main,
                    classPath.strip().split("\\s+"));
        }
        return new PackedFiles(
                List.of(FileEntriesLayer.builder()
                        .setName("jar")
                        .addEntry(jar, AbsoluteUnixPath.get(JAR))
                        .build()),
                List.of("java", "-jar", JAR),
                Map.of());
    }

    /** Quarkus' directory, which holds the program, what it generated, and its libraries. */
    static PackedFiles quarkus(Path directory) throws IOException, StageFailedException {
        Path app = QUARKUS_DIRECTORIES.stream()
                .map(directory::resolve)
                .filter(candidate ->
                        Files.isRegularFile(candidate.resolve("quarkus-run.jar"), LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> MissingFiles.fault(
                        "There is no quarkus-run.jar in " + String.join(" or ", QUARKUS_DIRECTORIES)));
        LayerFiles files = LayerFiles.below(app, path -> true);
        return new PackedFiles(
                List.of(
                        files.layer(
                                "dependencies",
                                path -> path.startsWith("lib/") && !path.contains(SNAPSHOT),
                                PackedFiles.APP),
                        files.layer(
                                "snapshots",
                                path -> path.startsWith("lib/") && path.contains(SNAPSHOT),
                                PackedFiles.APP),
                        files.layer("classes", path -> !path.startsWith("lib/"), PackedFiles.APP)),
                List.of("java", "-jar", PackedFiles.APP + "/quarkus-run.jar"),
                Map.of());
    }

    /** Spring Boot's own launcher runs the unpacked jar as it runs the packed one. */
    private static PackedFiles springBoot(Path unpacked, String launcher, Attributes manifest)
            throws IOException, StageFailedException {
        String libraries = manifest.getValue("Spring-Boot-Lib");
        String classes = manifest.getValue("Spring-Boot-Classes");
        LayerFiles files = LayerFiles.below(unpacked, path -> true);
        return new PackedFiles(
                List.of(
                        files.layer(
                                "dependencies",
                                path -> path.startsWith(libraries) && !path.contains(SNAPSHOT),
                                PackedFiles.APP),
                        files.layer(
                                "loader", path -> path.startsWith("org/springframework/boot/loader/"), PackedFiles.APP),
                        files.layer(
                                "snapshots",
                                path -> path.startsWith(libraries) && path.contains(SNAPSHOT),
                                PackedFiles.APP),
                        files.layer(
                                "resources",
                                path -> path.startsWith(classes) && !path.endsWith(".class"),
                                PackedFiles.APP),
                        files.layer(
                                "classes",
                                path -> !path.startsWith(libraries)
                                        && !path.startsWith("org/springframework/boot/loader/")
                                        && !(path.startsWith(classes) && !path.endsWith(".class")),
                                PackedFiles.APP)),
                List.of("java", "-cp", PackedFiles.APP, launcher),
                Map.of());
    }

    private static PackedFiles withLibraries(Path jar, Path unpacked, String main, String[] classPath)
            throws IOException, StageFailedException {
        FileEntriesLayer.Builder dependencies = FileEntriesLayer.builder().setName("dependencies");
        FileEntriesLayer.Builder snapshots = FileEntriesLayer.builder().setName("snapshots");
        List<String> places = new ArrayList<>(List.of(PackedFiles.APP + "/resources", PackedFiles.APP + "/classes"));
        Path home = jar.getParent().toRealPath();
        for (String entry : classPath) {
            Path library = home.resolve(entry).normalize();
            if (!library.startsWith(home.getParent()) || !Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS)) {
                throw MissingFiles.fault(
                        "The manifest of %s names %s, which is not there".formatted(jar.getFileName(), entry));
            }
            String place = PackedFiles.APP + "/lib/" + library.getFileName();
            places.add(place);
            (entry.contains(SNAPSHOT) ? snapshots : dependencies).addEntry(library, AbsoluteUnixPath.get(place));
        }
        LayerFiles files = LayerFiles.below(unpacked, path -> true);
        return new PackedFiles(
                List.of(
                        dependencies.build(),
                        snapshots.build(),
                        files.layer("resources", path -> !path.endsWith(".class"), PackedFiles.APP + "/resources"),
                        files.layer("classes", path -> path.endsWith(".class"), PackedFiles.APP + "/classes")),
                List.of("java", "-cp", String.join(":", places), main),
                Map.of());
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        }
    }

    private static Path theJar(Path directory) throws IOException, StageFailedException {
        List<Path> jars = new ArrayList<>();
        for (String output : JAR_DIRECTORIES) {
            jars.addAll(jarsIn(directory.resolve(output)));
        }
        if (jars.size() != 1) {
            throw MissingFiles.fault(
                    jars.isEmpty()
                            ? "There is no built jar in target or build/libs"
                            : "There is more than one jar that could be started: "
                                    + jars.stream().map(Path::getFileName).toList());
        }
        return jars.get(0);
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
}
