package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;

/** Opens the engine for the target that the user named. */
@FunctionalInterface
public interface EngineSource {
    /** @throws InvalidInputException when the target's settings cannot be used */
    DeploymentEngine open(RecordedRun run, RunContext context) throws InvalidInputException;
}
