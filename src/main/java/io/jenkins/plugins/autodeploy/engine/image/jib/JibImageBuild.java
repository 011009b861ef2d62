package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.progress.ProgressEventHandler;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.registry.Pause;
import io.jenkins.plugins.autodeploy.engine.image.registry.PushAttempts;
import io.jenkins.plugins.autodeploy.engine.image.registry.PushAttempts.PushFailedException;
import io.jenkins.plugins.autodeploy.engine.image.registry.RegistryFault;
import io.jenkins.plugins.autodeploy.engine.image.registry.RegistryReader;
import io.jenkins.plugins.autodeploy.engine.image.registry.RegistryTrust;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.Deadline;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.image.request.SourceLabels;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Packs finished files onto a base image, or onto nothing, and pushes the result, with no daemon and no process. Reads the files itself, so it
 * runs on the machine that holds them. Layers depend on the files alone and the image on nothing but the request, so that only what changed is pushed and the same files make the same bytes.
 */
public final class JibImageBuild {
    private final LayerCache cache;
    private final Pause pause;
    private final InstantSource clock;

    /** @param cache where compressed layers are kept from one build to the next */
    public JibImageBuild(Path cache, InstantSource clock) {
        this(cache, clock, Pause.REAL);
    }

    JibImageBuild(Path cache, InstantSource clock, Pause pause) {
        this.cache = new LayerCache(cache);
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
    public MadeImage build(Path root, JibRequest request, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException {
        BuildRequest build = request.build();
        ImageNames names = ImageNames.of(build.repository(), build.tags());
        Deadline deadline = Deadline.after(build.timeout(), clock);
        try (TemporaryDirectory directory = new DirectoryWorkspace(root).createTemporaryDirectory();
                RegistryReader registry = new RegistryReader(build.registry())) {
            requireTrust(names, build);
            JibBase.requireTrust(request);
            // While the registry is asked for the base, the files are looked for.
            CompletableFuture<Optional<String>> baseDigest =
                    CompletableFuture.supplyAsync(() -> JibBase.digest(request, names, registry));
            PackedFiles files = files(root, request.content(), Path.of(directory.path()));
            JibBase base = JibBase.of(root, request, names, baseDigest.get());
            JibContainerBuilder image = image(request, base, files);
            cache.trim();
            PushedBlobs blobs = new PushedBlobs(events);
            JibContainer pushed = new PushAttempts(pause)
                    .run(
                            () -> push(image, request, names, deadline, blobs),
                            names,
                            build.registry().credentials(),
                            events);
            String digest = pushed.getDigest().toString();
            List<ImageLayer> layers = registry.layers(
                    names.byDigest(digest),
                    build.parameters().platforms().stream().findFirst().orElse(null));
            long size = layers.stream().mapToLong(ImageLayer::size).sum();
            return new MadeImage(digest, size, layers, base.digest().orElse(null), blobs.steps(layers));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IOException e) {
            throw new StageFailedException(
                    Stage.BUILD, "The files of the image could not be read: " + e.getMessage(), "Check the files.", e);
        }
    }

    private static void requireTrust(ImageNames names, BuildRequest build) throws StageFailedException {
        Optional<String> fault = RegistryTrust.fault(names.registry(), build.registry());
        if (fault.isPresent()) {
            throw RegistryFault.of(fault.get()).explain(names, build.registry().credentials(), fault.get());
        }
    }

    private static JibContainerBuilder image(JibRequest request, JibBase base, PackedFiles files) {
        JibContainerBuilder image = base.begin();
        image.setCreationTime(request.created() == null ? Instant.EPOCH : request.created());
        Integer port = request.content().port();
        if (port != null) {
            image.addExposedPort(Port.tcp(port));
        }
        Map<String, String> labels = new TreeMap<>(request.labels());
        base.name().ifPresent(name -> labels.putIfAbsent(SourceLabels.BASE_NAME, name));
        base.digest().ifPresent(digest -> labels.putIfAbsent(SourceLabels.BASE_DIGEST, digest));
        labels.forEach(image::addLabel);
        image.setFormat("oci".equals(request.build().parameters().format()) ? ImageFormat.OCI : ImageFormat.Docker);
        platforms(request.build().parameters().platforms()).ifPresent(image::setPlatforms);
        files.addTo(image);
        return image;
    }

    private static PackedFiles files(Path root, PrebuiltContent content, Path temporary)
            throws InvalidInputException, IOException, StageFailedException {
        Path directory = root.resolve(content.directory()).normalize();
        if (Files.exists(directory) && !directory.toRealPath().startsWith(root.toRealPath())) {
            throw new InvalidInputException("dir", content.directory(), "a directory in the workspace");
        }
        return switch (content.kind()) {
            case SITE -> SiteFiles.of(directory, null);
            case SINGLE_PAGE -> SiteFiles.of(directory, temporary);
            case JAR -> JarFiles.jar(directory, temporary);
            case QUARKUS -> JarFiles.quarkus(directory);
            case NODE -> NodeFiles.of(directory, content);
            case PYTHON -> PythonFiles.of(directory, content);
        };
    }

    private static Optional<Set<Platform>> platforms(List<String> asked) {
        Set<Platform> platforms = new LinkedHashSet<>();
        for (String platform : asked) {
            String[] parts = platform.split("/", 2);
            platforms.add(new Platform(parts[1], parts[0]));
        }
        return Optional.of(platforms).filter(some -> !some.isEmpty());
    }

    private JibContainer push(
            JibContainerBuilder image, JibRequest request, ImageNames names, Deadline deadline, PushedBlobs blobs)
            throws PushFailedException, StageFailedException, InterruptedException {
        // Jib's threads end with the attempt, also when it is aborted or too late.
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Containerizer target = target(request.build(), names, blobs).setExecutorService(threads);
            Future<JibContainer> pushed = threads.submit(() -> image.containerize(target));
            return pushed.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String said = said(e.getCause());
            boolean transientFault = RegistryFault.of(said) == RegistryFault.TRANSIENT;
            if (!transientFault && JibBase.isAbout(request.content().baseImage(), names, said)) {
                throw JibBase.unreadable(request.content().baseImage(), said);
            }
            throw new PushFailedException(said, e);
        } catch (TimeoutException e) {
            throw new StageFailedException(
                    Stage.PUSH,
                    "The image was not pushed to %s within %d minutes"
                            .formatted(
                                    names.registry(), request.build().timeout().toMinutes()),
                    "Raise timeoutMinutes, or check the connection to the registry.",
                    e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Containerizer target(BuildRequest request, ImageNames names, PushedBlobs blobs)
            throws StageFailedException {
        try {
            Containerizer target = Containerizer.to(
                            JibBase.registryImage(names.tagged(names.tags().get(0)), request.registry()))
                    .setAllowInsecureRegistries(request.registry().insecure())
                    .setApplicationLayersCache(cache.directory())
                    .setToolName(RegistryReader.TOOL)
                    .addEventHandler(LogEvent.class, blobs::log)
                    .addEventHandler(ProgressEvent.class, new ProgressEventHandler(new JibProgress(blobs.events())));
            names.tags().forEach(target::withAdditionalTag);
            return target;
        } catch (InvalidImageReferenceException e) {
            throw new StageFailedException(Stage.BUILD, "Jib could not start: " + e.getMessage(), "", e);
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
}
