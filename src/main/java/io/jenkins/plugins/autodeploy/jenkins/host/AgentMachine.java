package io.jenkins.plugins.autodeploy.jenkins.host;

import com.fasterxml.jackson.core.type.TypeReference;
import hudson.FilePath;
import hudson.remoting.RemoteOutputStream;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.registry.RegistryReader;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/** The agent that holds the files, for what is done there without any tool. */
public final class AgentMachine implements DaemonlessMachine {
    private static final TypeReference<List<ImageLayer>> LAYERS = new TypeReference<>() {};

    private final FilePath root;

    public AgentMachine(FilePath root) {
        this.root = root;
    }

    @Override
    public MadeImage pack(JibRequest request, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException {
        try (LineOutputStream output =
                new LineOutputStream(line -> Told.read(line).pass(events))) {
            return Json.read(root.act(new Pack(request, new RemoteOutputStream(output))), MadeImage.class);
        } catch (IOException e) {
            AgentFault.rethrow(e);
            throw new StageFailedException(
                    Stage.BUILD, "Jib could not run on the agent: " + e.getMessage(), "See the agent's log.", e);
        }
    }

    @Override
    public List<ImageLayer> layers(String reference, String platform, RegistryAccess access)
            throws InterruptedException {
        try {
            return Json.read(root.act(new Layers(reference, platform, access)), LAYERS);
        } catch (IOException e) {
            // What is asked here only adds to the record of an image that has been pushed.
            return List.of();
        }
    }

    @Override
    public Optional<String> digest(String reference, RegistryAccess access) throws InterruptedException {
        try {
            return Optional.ofNullable(root.act(new Digest(reference, access)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A line of what Jib tells, on its way from the agent.
     *
     * @param progress null where none is told
     */
    private record Told(String message, Integer progress) {
        /** An agent may send anything: what cannot be read is shown as it is. */
        static Told read(String line) {
            try {
                Told told = Json.read(line, Told.class);
                return told == null || told.message() == null ? new Told(line, null) : told;
            } catch (IOException e) {
                return new Told(line, null);
            }
        }

        void pass(EventSink events) {
            Integer bounded = progress == null ? null : Integer.valueOf(Math.max(0, Math.min(100, progress)));
            events.emit(EventType.LOG, Stage.BUILD, null, message, bounded, Map.of());
        }
    }

    private static final class Pack extends MasterToSlaveFileCallable<String> {
        private static final long serialVersionUID = 1L;
        private static final String CACHE = "autodeploy-jib";

        private final JibRequest request;
        private final RemoteOutputStream output;

        /** @param output takes a line for each event */
        Pack(JibRequest request, RemoteOutputStream output) {
            this.request = request;
            this.output = output;
        }

        @Override
        public String invoke(File directory, VirtualChannel channel) throws IOException, InterruptedException {
            try (PrintStream lines = new PrintStream(output, true, StandardCharsets.UTF_8)) {
                EventSink events = (type, stage, status, message, progress, data) ->
                        lines.print(Json.write(new Told(message, progress)) + "\n");
                return Json.write(new JibImageBuild(cache(directory), InstantSource.system())
                        .build(directory.toPath(), request, events));
            } catch (InvalidInputException | StageFailedException e) {
                throw new AgentFault(e);
            }
        }

        /** Beside the workspace, so that it goes with it. */
        private static Path cache(File directory) throws IOException {
            FilePath temporary = WorkspaceList.tempDir(new FilePath(directory));
            if (temporary == null) {
                throw new IOException("The workspace " + directory + " has no place for temporary files beside it");
            }
            return Path.of(temporary.getRemote(), CACHE);
        }
    }

    private static final class Layers extends MasterToSlaveFileCallable<String> {
        private static final long serialVersionUID = 1L;
        private final String reference;
        private final String platform;
        private final RegistryAccess access;

        Layers(String reference, String platform, RegistryAccess access) {
            this.reference = reference;
            this.platform = platform;
            this.access = access;
        }

        @Override
        public String invoke(File directory, VirtualChannel channel) {
            try (RegistryReader registry = new RegistryReader(access)) {
                return Json.write(registry.layers(reference, platform));
            }
        }
    }

    private static final class Digest extends MasterToSlaveFileCallable<String> {
        private static final long serialVersionUID = 1L;
        private final String reference;
        private final RegistryAccess access;

        Digest(String reference, RegistryAccess access) {
            this.reference = reference;
            this.access = access;
        }

        @Override
        public String invoke(File directory, VirtualChannel channel) {
            try (RegistryReader registry = new RegistryReader(access)) {
                return registry.digest(reference).orElse(null);
            }
        }
    }
}
