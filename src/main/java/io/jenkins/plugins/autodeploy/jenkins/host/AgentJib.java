package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.FilePath;
import hudson.remoting.RemoteOutputStream;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import io.jenkins.plugins.autodeploy.engine.image.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.DaemonlessBuilder;
import io.jenkins.plugins.autodeploy.engine.image.JibImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import jenkins.MasterToSlaveFileCallable;

/** Runs Jib on the agent that holds the files. */
public final class AgentJib implements DaemonlessBuilder {
    private final FilePath root;

    public AgentJib(FilePath root) {
        this.root = root;
    }

    @Override
    public BuiltImage build(BuildRequest request, PrebuiltContent content, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException {
        try (LineOutputStream output = new LineOutputStream(line -> events.log(Stage.BUILD, line))) {
            String json = root.act(new Build(request, content, new RemoteOutputStream(output)));
            BuiltImage image = Json.read(json, BuiltImage.class);
            events.log(Stage.PUSH, "Pushed " + image.reference());
            return image;
        } catch (IOException e) {
            AgentFault.rethrow(e);
            throw new StageFailedException(
                    Stage.BUILD, "Jib could not run on the agent: " + e.getMessage(), "See the agent's log.", e);
        }
    }

    private static final class Build extends MasterToSlaveFileCallable<String> {
        private static final long serialVersionUID = 1L;
        private final BuildRequest request;
        private final PrebuiltContent content;
        private final RemoteOutputStream output;

        /** @param output takes a line for each event */
        Build(BuildRequest request, PrebuiltContent content, RemoteOutputStream output) {
            this.request = request;
            this.content = content;
            this.output = output;
        }

        @Override
        public String invoke(File directory, VirtualChannel channel) throws IOException, InterruptedException {
            try (PrintStream lines = new PrintStream(output, true, StandardCharsets.UTF_8)) {
                EventSink events = (type, stage, status, message, progress, data) -> lines.print(message + "\n");
                return Json.write(
                        new JibImageBuild(InstantSource.system()).build(directory.toPath(), request, content, events));
            } catch (InvalidInputException | StageFailedException e) {
                throw new AgentFault(e);
            }
        }
    }
}
