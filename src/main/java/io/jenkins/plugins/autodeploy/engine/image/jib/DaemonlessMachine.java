package io.jenkins.plugins.autodeploy.engine.image.jib;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.builder.ImageReader;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;

/** What is done without any tool on the machine that holds the files: here on a terminal, on the agent in Jenkins. */
public interface DaemonlessMachine extends ImageReader {
    /** Runs {@link JibImageBuild}. */
    MadeImage pack(JibRequest request, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException;
}
