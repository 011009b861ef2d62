package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;

/** Runs {@link JibImageBuild} on the machine that holds the files: here on a terminal, on the agent in Jenkins. */
@FunctionalInterface
public interface DaemonlessBuilder {
    BuiltImage build(BuildRequest request, PrebuiltContent content, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException;
}
