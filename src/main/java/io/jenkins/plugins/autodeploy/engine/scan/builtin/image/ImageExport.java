package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Has an image written into a file by the first of docker, podman and buildah that has it, or by skopeo from its registry. All write docker's form, in which layers are not
 * compressed, so that no image is refused for how its registry keeps them.
 */
public final class ImageExport {
    private static final String ARCHIVE = "image.tar";
    private static final String CREDENTIALS = "auth.json";
    private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern IMAGE_ID = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern LOOPBACK = Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?");
    private static final String DOCKER_HUB = "registry-1.docker.io";

    private final CommandRunner runner;
    private final Workspace workspace;
    private final RegistryCredentials credentials;

    /** @param credentials for the registry that the image's name tells; null for none */
    public ImageExport(CommandRunner runner, Workspace workspace, @CheckForNull RegistryCredentials credentials) {
        this.runner = runner;
        this.workspace = workspace;
        this.credentials = credentials;
    }

    /**
     * A tool that may have the image.
     *
     * @param question which it answers with exit code 0 when it has it
     */
    private record Store(String tool, List<String> question, List<String> save) {}

    /**
     * How a process ended.
     *
     * @param exitCode null when it could not be started
     * @param said the last line of its standard error
     */
    private record Answer(@CheckForNull Integer exitCode, String said) {
        boolean good() {
            return exitCode != null && exitCode == 0;
        }

        String of(String tool) {
            return exitCode == null
                    ? tool + " is not there"
                    : "%s says \"%s\" (exit code %d)".formatted(tool, said, exitCode);
        }
    }

    /**
     * Saves an image.
     *
     * @param directory which gets the file, and what the tools write meanwhile, so that nothing is left when it is closed
     * @param timeout for all of it
     * @return the file's absolute path on the machine of the workspace
     * @throws ScannerFailedException with all that was tried, when none of them gives the image
     * @throws InterruptedException when the run was aborted; what was started has ended
     */
    public String save(String image, TemporaryDirectory directory, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        String file = directory.path() + "/" + ARCHIVE;
        long deadline = System.nanoTime() + timeout.toNanos();
        List<String> tried = new ArrayList<>();
        for (Store store : stores(image, file)) {
            Answer has = run(store.question(), directory, least(QUESTION_TIMEOUT, left(deadline)));
            if (has.good()) {
                Answer saved = run(store.save(), directory, left(deadline));
                if (saved.good()) {
                    return file;
                }
                throw new ScannerFailedException(
                        "The image %s could not be saved: %s".formatted(image, saved.of(store.tool())));
            }
            tried.add(has.of(store.tool()));
        }
        if (IMAGE_ID.matcher(image).matches()) {
            tried.add("an image id names no registry");
        } else {
            Answer copied = run(fromRegistry(image, file, directory), directory, left(deadline));
            if (copied.good()) {
                return file;
            }
            tried.add(copied.of("skopeo"));
        }
        throw new ScannerFailedException(
                "The image %s is not to be had: %s".formatted(image, String.join("; ", tried)));
    }

    private static List<Store> stores(String image, String file) {
        return List.of(
                new Store(
                        "docker",
                        List.of("docker", "image", "inspect", "--format", "{{.Id}}", image),
                        List.of("docker", "save", "--output", file, image)),
                new Store(
                        "podman",
                        List.of("podman", "image", "inspect", "--format", "{{.Id}}", image),
                        List.of("podman", "save", "--quiet", "--format", "docker-archive", "--output", file, image)),
                new Store(
                        "buildah",
                        List.of("buildah", "inspect", "--type", "image", "--format", "{{.FromImageID}}", image),
                        List.of("buildah", "push", "--quiet", image, "docker-archive:" + file)));
    }

    private List<String> fromRegistry(String image, String file, TemporaryDirectory directory)
            throws ScannerFailedException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("skopeo", "copy", "--quiet"));
        String registry = registry(image);
        if (LOOPBACK.matcher(registry).matches()) {
            // As docker does: a registry on this machine needs no TLS.
            arguments.add("--src-tls-verify=false");
        }
        if (credentials != null) {
            arguments.addAll(List.of("--src-authfile", writeCredentials(registry, directory)));
        }
        arguments.addAll(List.of("docker://" + image, "docker-archive:" + file));
        return arguments;
    }

    private static String registry(String image) throws ScannerFailedException {
        try {
            String registry = ImageReference.parse(image).getRegistry();
            return registry.equals(DOCKER_HUB) ? "docker.io" : registry;
        } catch (InvalidImageReferenceException e) {
            throw new ScannerFailedException("%s is no image reference".formatted(OutsideText.clean(image)), e);
        }
    }

    private String writeCredentials(String registry, TemporaryDirectory directory)
            throws ScannerFailedException, InterruptedException {
        String user = credentials.username() + ":" + credentials.password().reveal();
        String auth = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        String content = Json.write(Map.of("auths", Map.of(registry, Map.of("auth", auth))));
        try {
            directory.write(CREDENTIALS, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ScannerFailedException(
                    "The credentials of %s could not be given to skopeo: %s"
                            .formatted(registry, OutsideText.clean(e.getMessage())),
                    e);
        }
        return directory.path() + "/" + CREDENTIALS;
    }

    private Answer run(List<String> arguments, TemporaryDirectory directory, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        String[] last = {"nothing"};
        // Podman, buildah and skopeo keep layers in /var/tmp on their way, also when they were ended.
        Map<String, String> environment = Map.of("TMPDIR", directory.path());
        try {
            int exitCode =
                    runner.run(new Command(arguments, workspace.root(), environment, timeout), line -> {}, line -> {
                        String clean = OutsideText.clean(line);
                        last[0] = clean == null ? last[0] : clean;
                    });
            return new Answer(exitCode, last[0]);
        } catch (CommandTimeoutException e) {
            throw new ScannerFailedException(
                    "%s %s did not end within %d seconds"
                            .formatted(arguments.get(0), arguments.get(1), timeout.toSeconds()),
                    e);
        } catch (IOException e) {
            return new Answer(null, "");
        }
    }

    private static Duration left(long deadline) throws ScannerFailedException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw new ScannerFailedException("There was no time left to save the image");
        }
        return left;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
