package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Run;
import hudson.util.AtomicFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What the engine needs to take one deployment up again, in a file of the build's directory that is replaced whole and on disk when {@link #write} returns. */
public final class DeploymentState {
    private static final String SUFFIX = ".state.json";

    private final Path file;

    private DeploymentState(Path file) {
        this.file = file;
    }

    public static DeploymentState of(Run<?, ?> run, String deploymentId) {
        return new DeploymentState(RunFiles.directory(run).resolve(deploymentId + SUFFIX));
    }

    /** Forgets what was kept for a deployment that is over: variables of the container, which may be secret, among it. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Forgets what was kept for the deployments of a build that is over, except those that go on without it. */
    static void deleteAll(Run<?, ?> run, Set<String> goingOn) throws IOException {
        Path directory = RunFiles.directory(run);
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> states = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path state : states) {
                String name = state.getFileName().toString();
                if (!goingOn.contains(name.substring(0, name.length() - SUFFIX.length()))) {
                    Files.deleteIfExists(state);
                }
            }
        }
    }

    /** Empty when the deployment has not changed anything yet. */
    public Optional<String> read() throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** @throws UncheckedIOException when it cannot be kept: the engine must not act then */
    public void write(String text) {
        if (!Files.isDirectory(file.getParent().getParent())) {
            return; // the build was deleted meanwhile and must not come back
        }
        try {
            Files.createDirectories(file.getParent());
            try (AtomicFileWriter writer = new AtomicFileWriter(file, StandardCharsets.UTF_8)) {
                writer.write(text);
                writer.commit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
