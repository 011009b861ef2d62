package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.io.IOException;
import java.util.List;

/** What an image build wants to know of a project that brings no Dockerfile; asked only then. */
public interface ProjectKnowledge {
    /**
     * What the project at this directory is.
     *
     * @param directory relative to the workspace's root
     */
    Component detect(String directory)
            throws IOException, InvalidInputException, StageFailedException, InterruptedException;

    /**
     * How to build it.
     *
     * @return a file {@code Dockerfile} and perhaps a {@code .dockerignore}; empty when none can be made
     */
    List<GeneratedFile> dockerfile(Component component) throws InvalidInputException, StageFailedException;
}
