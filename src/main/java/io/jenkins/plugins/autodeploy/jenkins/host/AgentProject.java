package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.generate.ProjectGenerator;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.image.ProjectKnowledge;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.File;
import java.io.IOException;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** What a workspace's project is, found out on the agent in one call. */
public final class AgentProject implements ProjectKnowledge {
    private final FilePath root;

    public AgentProject(FilePath root) {
        this.root = root;
    }

    /** @param directory relative to the workspace */
    public DetectedProject project(String directory)
            throws IOException, InterruptedException, InvalidInputException, StageFailedException {
        try {
            return Json.read(root.act(new Detect(directory)), DetectedProject.class);
        } catch (IOException e) {
            AgentFault.rethrow(e);
            throw e;
        }
    }

    @Override
    public Component detect(String directory)
            throws IOException, InvalidInputException, StageFailedException, InterruptedException {
        return project(directory).main();
    }

    @Override
    public List<GeneratedFile> dockerfile(Component component) throws InvalidInputException {
        return ProjectGenerator.dockerfile(component);
    }

    private static final class Detect extends MasterToSlaveFileCallable<String> {
        private static final long serialVersionUID = 1L;
        private final String directory;

        Detect(String directory) {
            this.directory = directory;
        }

        @Override
        public String invoke(File root, VirtualChannel channel) throws IOException {
            try {
                if (!isInside(root)) {
                    throw new InvalidInputException("dir", directory, "a directory in the workspace");
                }
                return Json.write(
                        ProjectDetector.standard().detect(root.toPath().resolve(directory)));
            } catch (InvalidInputException e) {
                throw new AgentFault(e);
            }
        }

        private boolean isInside(File root) {
            try {
                return new DirectoryWorkspace(root.toPath()).exists(directory);
            } catch (IOException e) {
                return false; // it leads out of the workspace
            }
        }
    }
}
