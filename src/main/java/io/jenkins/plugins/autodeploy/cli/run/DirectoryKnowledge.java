package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.generate.ProjectGenerator;
import io.jenkins.plugins.autodeploy.engine.image.ProjectKnowledge;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.nio.file.Path;
import java.util.List;

/** What the files of a directory on this machine tell about the project in it. */
record DirectoryKnowledge(Path root) implements ProjectKnowledge {
    @Override
    public Component detect(String directory) throws InvalidInputException {
        return ProjectDetector.standard().detect(root.resolve(directory)).main();
    }

    @Override
    public List<GeneratedFile> dockerfile(Component component) throws InvalidInputException, StageFailedException {
        return ProjectGenerator.dockerfile(component);
    }
}
