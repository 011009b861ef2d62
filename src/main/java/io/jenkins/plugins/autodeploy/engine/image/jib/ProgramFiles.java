package io.jenkins.plugins.autodeploy.engine.image.jib;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Which files of a project are the program that runs. */
final class ProgramFiles {
    private static final Set<String> NEVER = Set.of(
            "Dockerfile",
            "Containerfile",
            "Jenkinsfile",
            "docker-compose.yml",
            "docker-compose.yaml",
            "compose.yml",
            "compose.yaml",
            "__pycache__",
            "venv");

    private ProgramFiles() {}

    /**
     * Whether a file or directory goes into the image: nothing hidden, since that holds settings, secrets and history, unless the project's own build made it.
     *
     * @param path relative to the project
     * @param elsewhere directories that have a layer of their own
     */
    static boolean belongs(String path, PrebuiltContent content, Set<String> elsewhere) {
        String name = LayerFiles.name(path);
        if (elsewhere.contains(path) || NEVER.contains(name)) {
            return false;
        }
        boolean built = content.output() != null
                && Path.of(content.output()).normalize().startsWith(path);
        return built || !name.startsWith(".");
    }

    /** @throws StageFailedException when the project's own build did not run */
    static void requireOutput(Path directory, PrebuiltContent content) throws StageFailedException {
        if (content.output() != null && !Files.isDirectory(directory.resolve(content.output()))) {
            throw MissingFiles.fault("There are no built files in " + content.output());
        }
    }
}
