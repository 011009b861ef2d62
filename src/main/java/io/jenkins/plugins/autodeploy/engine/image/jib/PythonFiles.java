package io.jenkins.plugins.autodeploy.engine.image.jib;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program for Python with its dependencies in a directory of the project: one layer for these, one for the program. */
final class PythonFiles {
    private static final String DEPENDENCIES = "/opt/site-packages";
    private static final List<String> PLACES = List.of(
            "vendor",
            "vendored",
            "site-packages",
            "lib",
            "__pypackages__/*/lib",
            ".venv/lib/python*/site-packages",
            "venv/lib/python*/site-packages");
    private static final Set<String> INTERPRETERS = Set.of("python", "python3");

    private PythonFiles() {}

    static PackedFiles of(Path directory, PrebuiltContent content) throws IOException, StageFailedException {
        Path dependencies = dependencies(directory);
        String place = directory.relativize(dependencies).toString().replace('\\', '/');
        StartCommand start = StartCommand.parse(content.start(), content.port());
        LayerFiles libraries = LayerFiles.below(dependencies, path -> !isCompiled(path));
        LayerFiles program = LayerFiles.below(
                directory, path -> !isCompiled(path) && ProgramFiles.belongs(path, content, Set.of(place)));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PYTHONPATH", DEPENDENCIES);
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.putAll(start.environment());
        return new PackedFiles(
                List.of(
                        libraries.layer("dependencies", path -> true, DEPENDENCIES),
                        program.layer("program", path -> true, PackedFiles.APP)),
                words(start, content, dependencies),
                environment);
    }

    /** The first of the usual directories that holds what pip installs. */
    private static Path dependencies(Path directory) throws IOException, StageFailedException {
        for (String place : PLACES) {
            for (Path candidate : matching(directory, List.of(place.split("/")))) {
                if (holdsPackages(candidate)) {
                    return candidate;
                }
            }
        }
        throw new StageFailedException(
                Stage.BUILD,
                "There is no directory with the dependencies: looked for installed packages in "
                        + String.join(", ", PLACES),
                "Put them there, for example by pip install --target vendor -r requirements.txt.");
    }

    private static List<Path> matching(Path directory, List<String> pattern) throws IOException {
        if (pattern.isEmpty()) {
            return List.of(directory);
        }
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, pattern.get(0))) {
                for (Path child : children) {
                    found.addAll(matching(child, pattern.subList(1, pattern.size())));
                }
            }
        }
        found.sort(null);
        return found;
    }

    private static boolean holdsPackages(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> installed = Files.newDirectoryStream(directory, "*.dist-info")) {
            return installed.iterator().hasNext();
        }
    }

    /** Programs of packages are started as modules: the scripts that pip makes for them know only the machine that they were made on. */
    private static List<String> words(StartCommand start, PrebuiltContent content, Path dependencies)
            throws StageFailedException {
        List<String> words = new ArrayList<>(List.of("python"));
        if (!INTERPRETERS.contains(start.program())) {
            String module = start.program().replace('-', '_');
            if (!Files.exists(dependencies.resolve(module)) && !Files.exists(dependencies.resolve(module + ".py"))) {
                throw MissingFiles.start(content.start(), "the dependencies hold no module " + module);
            }
            words.addAll(List.of("-m", module));
        }
        words.addAll(start.arguments());
        return words;
    }

    /** Compiled files hold times of the machine that compiled them. */
    private static boolean isCompiled(String path) {
        String name = LayerFiles.name(path);
        return name.equals("__pycache__") || name.endsWith(".pyc");
    }
}
