package io.jenkins.plugins.autodeploy.engine.image.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which Dockerfile a build uses: one of the project, or a generated one, which is kept outside the user's tree.
 *
 * @param context the directory that is built, relative to the workspace's root
 * @param path of the project's own, relative to the context; null for a generated one
 * @param text its content
 * @param ignore what the build context leaves out, when the Dockerfile is generated and the project has no list of its own
 */
public record DockerfileChoice(
        String context,
        @CheckForNull String path,
        String text,
        @CheckForNull String ignore) {
    private static final int LARGEST = 1 << 20;
    private static final String NAME = "Dockerfile";
    private static final String IGNORE = ".dockerignore";
    private static final Pattern CACHE_MOUNT = Pattern.compile("RUN (?:--mount=type=cache,\\S+ )+");
    private static final List<String> USUAL_NAMES = List.of(NAME, "Containerfile");

    /** The Dockerfile that the request names, or the one in its directory; empty when there is none and none was named. */
    public static Optional<DockerfileChoice> find(BuildRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        if (request.source().dockerfile() != null) {
            return Optional.of(
                    read(request.source().directory(), request.source().dockerfile(), workspace));
        }
        for (String name : USUAL_NAMES) {
            if (exists(request.source().directory(), name, workspace)) {
                return Optional.of(read(request.source().directory(), name, workspace));
            }
        }
        return Optional.empty();
    }

    /** The Dockerfile that a component in a directory below the build's brings. */
    public static DockerfileChoice of(Component component, BuildRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        return read(
                BuildRequest.below(request.source().directory(), component.path()), component.dockerfile(), workspace);
    }

    /** The Dockerfile that was generated for a component; empty when none is among the files. */
    public static Optional<DockerfileChoice> generated(
            Component component, List<GeneratedFile> files, BuildRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        String context = BuildRequest.below(request.source().directory(), component.buildContext());
        Optional<String> ignore = exists(context, IGNORE, workspace)
                ? Optional.empty()
                : content(files, IGNORE).or(() -> content(files, NAME + IGNORE));
        return content(files, NAME).map(text -> new DockerfileChoice(context, null, text, ignore.orElse(null)));
    }

    public boolean isGenerated() {
        return path == null;
    }

    /** Without the caches that only BuildKit knows. A Dockerfile of the project is the project's own affair. */
    public DockerfileChoice forClassicBuilder() {
        return isGenerated()
                ? new DockerfileChoice(context, null, CACHE_MOUNT.matcher(text).replaceAll("RUN "), null)
                : this;
    }

    /** Writes a generated one with what it ignores; does nothing for one of the project. */
    public void writeGenerated(TemporaryDirectory temporary) throws IOException, InterruptedException {
        if (!isGenerated()) {
            return;
        }
        temporary.write(NAME, text.getBytes(StandardCharsets.UTF_8));
        if (ignore != null) {
            // BuildKit prefers the list that carries the Dockerfile's name.
            temporary.write(NAME + IGNORE, ignore.getBytes(StandardCharsets.UTF_8));
        }
    }

    public String absolutePath(Workspace workspace, TemporaryDirectory temporary) {
        return isGenerated() ? temporary.path() + "/" + NAME : contextPath(workspace) + "/" + path;
    }

    public String contextPath(Workspace workspace) {
        return BuildRequest.below(workspace.root(), context);
    }

    private static Optional<String> content(List<GeneratedFile> files, String name) {
        return files.stream()
                .filter(file -> file.path().equals(name) || file.path().endsWith("/" + name))
                .map(GeneratedFile::content)
                .findFirst();
    }

    private static boolean exists(String directory, String name, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        try {
            return workspace.exists(directory + "/" + name);
        } catch (IOException e) {
            throw new InvalidInputException("dir", directory, "a directory in the workspace");
        }
    }

    private static DockerfileChoice read(String directory, String path, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        try {
            byte[] content = workspace.read(directory + "/" + path, LARGEST);
            return new DockerfileChoice(directory, path, new String(content, StandardCharsets.UTF_8), null);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "dockerfile", path, "a readable file below 1 MB in the directory of the build");
        }
    }
}
