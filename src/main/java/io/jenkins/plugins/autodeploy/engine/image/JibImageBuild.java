package io.jenkins.plugins.autodeploy.engine.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.PushAttempts.PushFailedException;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Packs finished files onto a base image, or onto nothing, and pushes the result, with no daemon and no process. Reads the files itself, so it
 * runs on the machine that holds them; request and content are serializable for that way. Layers depend on the files alone, so that
 * only those are pushed that changed.
 */
public final class JibImageBuild {
    private static final String PLATFORM_SEPARATOR = "/";
    private static final String SCRATCH = "scratch";
    private static final String NO_ROOT_USER = "65532:65532";
    private static final String SITE_CONFIGURATION = "/etc/nginx/conf.d/default.conf";
    private static final String SINGLE_PAGE_CONFIGURATION = """
            server {
                listen 80;
                root %s;
                location / {
                    try_files $uri $uri/ /index.html;
                }
            }
            """.formatted(JibLayers.SITE_ROOT);

    private final Pause pause;
    private final InstantSource clock;

    public JibImageBuild(InstantSource clock) {
        this(clock, Pause.REAL);
    }

    JibImageBuild(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Builds and pushes.
     *
     * @param root the workspace's root on this machine
     * @throws InvalidInputException when a parameter cannot be used
     * @throws StageFailedException when there is nothing to pack, or a registry refused
     * @throws InterruptedException when the run was aborted
     */
    public BuiltImage build(Path root, BuildRequest request, PrebuiltContent content, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException {
        ImageNames names = ImageNames.of(request.repository(), request.tags());
        if (!request.push()) {
            throw new InvalidInputException(
                    "push", "false", "true with the builder jib, which has nowhere to keep an image but a registry");
        }
        Instant started = clock.instant();
        Deadline deadline = Deadline.after(request.timeout(), clock);
        try (TemporaryDirectory directory = new DirectoryWorkspace(root).createTemporaryDirectory()) {
            Path temporary = Path.of(directory.path());
            JibContainerBuilder image = image(root, request, content, temporary);
            JibContainer pushed = new PushAttempts(pause)
                    .run(
                            () -> push(image, request, names, temporary, deadline, events),
                            names,
                            request.credentials(),
                            events);
            return record(request, content, names, pushed, started);
        } catch (IOException e) {
            throw new StageFailedException(
                    Stage.BUILD, "The files of the image could not be read: " + e.getMessage(), "Check the files.", e);
        }
    }

    private JibContainerBuilder image(Path root, BuildRequest request, PrebuiltContent content, Path temporary)
            throws InvalidInputException, StageFailedException, IOException {
        Path directory = root.resolve(content.directory()).normalize();
        if (Files.exists(directory) && !directory.toRealPath().startsWith(root.toRealPath())) {
            throw new InvalidInputException("dir", content.directory(), "a directory in the workspace");
        }
        JibContainerBuilder image = base(request, content);
        image.setCreationTime(clock.instant()).addExposedPort(Port.tcp(content.port()));
        SourceLabels.of(request, "", clock.instant()).forEach(image::addLabel);
        if (request.platform() != null) {
            String[] parts = request.platform().split(PLATFORM_SEPARATOR);
            image.setPlatforms(Set.of(new Platform(parts[1], parts[0])));
        }
        switch (content.kind()) {
            case JAR ->
                image.addFileEntriesLayer(JibLayers.jar(directory))
                        .setEntrypoint("java", "-jar", JibLayers.JAR)
                        .setUser(NO_ROOT_USER);
            case SITE -> image.addFileEntriesLayer(JibLayers.site(directory));
            case SINGLE_PAGE ->
                image.addFileEntriesLayer(JibLayers.site(directory))
                        .addFileEntriesLayer(singlePageConfiguration(temporary));
        }
        return image;
    }

    private static FileEntriesLayer singlePageConfiguration(Path temporary) throws IOException {
        Path file = Files.writeString(temporary.resolve("default.conf"), SINGLE_PAGE_CONFIGURATION);
        return FileEntriesLayer.builder()
                .setName("configuration")
                .addEntry(file, AbsoluteUnixPath.get(SITE_CONFIGURATION))
                .build();
    }

    private static JibContainerBuilder base(BuildRequest request, PrebuiltContent content)
            throws InvalidInputException {
        if (content.baseImage().equals(SCRATCH)) {
            return Jib.fromScratch();
        }
        try {
            RegistryImage base = RegistryImage.named(content.baseImage());
            String registry = ImageNames.registryOf(content.baseImage());
            if (request.credentials() != null
                    && registry.equals(
                            ImageNames.of(request.repository(), request.tags()).registry())) {
                withCredentials(base, request);
            }
            return Jib.from(base);
        } catch (InvalidImageReferenceException e) {
            throw new InvalidInputException(
                    "buildArgs." + PrebuiltContent.BASE_IMAGE, content.baseImage(), "an image reference, or scratch");
        }
    }

    private static RegistryImage withCredentials(RegistryImage image, BuildRequest request) {
        if (request.credentials() != null) {
            image.addCredential(
                    request.credentials().username(),
                    request.credentials().password().reveal());
        }
        return image;
    }

    private static JibContainer push(
            JibContainerBuilder image,
            BuildRequest request,
            ImageNames names,
            Path temporary,
            Deadline deadline,
            EventSink events)
            throws PushFailedException, StageFailedException, InterruptedException {
        // Jib's threads end with the attempt, also when it is aborted or too late.
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Containerizer target = target(request, names, temporary, events).setExecutorService(threads);
            Future<JibContainer> pushed = threads.submit(() -> image.containerize(target));
            return pushed.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new PushFailedException(said(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new StageFailedException(
                    Stage.PUSH,
                    "The image was not pushed to %s within %d minutes"
                            .formatted(names.registry(), request.timeout().toMinutes()),
                    "Raise timeoutMinutes, or check the connection to the registry.",
                    e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Containerizer target(BuildRequest request, ImageNames names, Path temporary, EventSink events)
            throws StageFailedException {
        try {
            RegistryImage image = RegistryImage.named(names.tagged(names.tags().get(0)));
            Containerizer target = Containerizer.to(withCredentials(image, request))
                    .setAllowInsecureRegistries(request.insecureRegistry())
                    .setApplicationLayersCache(temporary.resolve("layers"))
                    .setToolName("autodeploy")
                    .addEventHandler(LogEvent.class, event -> log(event, events));
            names.tags().forEach(target::withAdditionalTag);
            return target;
        } catch (InvalidImageReferenceException e) {
            throw new StageFailedException(Stage.BUILD, "Jib could not start: " + e.getMessage(), "", e);
        }
    }

    private static void log(LogEvent event, EventSink events) {
        boolean forPeople = event.getLevel() == LogEvent.Level.ERROR
                || event.getLevel() == LogEvent.Level.WARN
                || event.getLevel() == LogEvent.Level.LIFECYCLE
                || event.getLevel() == LogEvent.Level.PROGRESS;
        if (forPeople && !event.getMessage().isBlank()) {
            events.log(Stage.BUILD, event.getMessage().strip());
        }
    }

    /** The messages down to the root cause: the status code that tells what to do is at the bottom. */
    private static String said(Throwable failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
            if (said.indexOf(message) < 0) {
                said.append(said.isEmpty() ? "" : ": ").append(message);
            }
        }
        return said.toString();
    }

    private BuiltImage record(
            BuildRequest request, PrebuiltContent content, ImageNames names, JibContainer pushed, Instant started)
            throws StageFailedException {
        String digest = pushed.getDigest().toString();
        PushedManifest manifest = PushedManifest.read(names, digest, request);
        return new BuiltImage(
                names.byDigest(digest),
                request.tags(),
                digest,
                manifest.size(),
                "jib",
                content.baseImage(),
                manifest.layers(),
                true,
                request.commit(),
                Duration.between(started, clock.instant()));
    }
}
