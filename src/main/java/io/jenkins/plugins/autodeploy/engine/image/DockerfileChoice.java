package io.jenkins.plugins.autodeploy.engine.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which Dockerfile a build uses: one of the project, or a generated one, which is kept outside the user's tree.
 *
 * @param path of the project's own, relative to the build's directory; null for a generated one
 * @param text its content
 * @param ignore what the build context leaves out, when the Dockerfile is generated and the project has no list of its own
 */
record DockerfileChoice(
        @CheckForNull String path,
        String text,
        @CheckForNull String ignore) {
    private static final int LARGEST = 1 << 20;
    private static final String NAME = "Dockerfile";
    private static final String IGNORE = ".dockerignore";
    private static final List<String> USUAL_NAMES = List.of(NAME, "Containerfile");

    /** The Dockerfile that the request names, or the one in its directory; empty when there is none and none was named. */
    static Optional<DockerfileChoice> find(BuildRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        if (request.dockerfile() != null) {
            return Optional.of(read(request, request.dockerfile(), workspace));
        }
        for (String name : USUAL_NAMES) {
            if (exists(request, name, workspace)) {
                return Optional.of(read(request, name, workspace));
            }
        }
        return Optional.empty();
    }

    /** The generated Dockerfile; empty when none is among the files. */
    static Optional<DockerfileChoice> generated(List<GeneratedFile> files, BuildRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        boolean ownIgnore = exists(request, IGNORE, workspace);
        Optional<String> ignore = ownIgnore ? Optional.empty() : content(files, IGNORE);
        return content(files, NAME).map(text -> new DockerfileChoice(null, text, ignore.orElse(null)));
    }

    boolean isGenerated() {
        return path == null;
    }

    void writeGenerated(TemporaryDirectory temporary) throws IOException, InterruptedException {
        if (!isGenerated()) {
            return;
        }
        temporary.write(NAME, text.getBytes(StandardCharsets.UTF_8));
        if (ignore != null) {
            // BuildKit prefers the list that carries the Dockerfile's name.
            temporary.write(NAME + IGNORE, ignore.getBytes(StandardCharsets.UTF_8));
        }
    }

    String absolutePath(Workspace workspace, BuildRequest request, TemporaryDirectory temporary) {
        return isGenerated() ? temporary.path() + "/" + NAME : contextPath(workspace, request) + "/" + path;
    }

    static String contextPath(Workspace workspace, BuildRequest request) {
        return ".".equals(request.directory()) ? workspace.root() : workspace.root() + "/" + request.directory();
    }

    private static Optional<String> content(List<GeneratedFile> files, String name) {
        return files.stream()
                .filter(file -> file.path().equals(name) || file.path().endsWith("/" + name))
                .map(GeneratedFile::content)
                .findFirst();
    }

    private static boolean exists(BuildRequest request, String name, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        try {
            return workspace.exists(request.directory() + "/" + name);
        } catch (IOException e) {
            throw new InvalidInputException("dir", request.directory(), "a directory in the workspace");
        }
    }

    private static DockerfileChoice read(BuildRequest request, String path, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        try {
            byte[] content = workspace.read(request.directory() + "/" + path, LARGEST);
            return new DockerfileChoice(path, new String(content, StandardCharsets.UTF_8), null);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "dockerfile", path, "a readable file below 1 MB in the directory of the build");
        }
    }
}
