package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.concurrent.ScheduledExecutorService;

/** Opens the engine for the target that the user named. */
@FunctionalInterface
public interface EngineSource {
    /** @throws InvalidInputException when the target's settings cannot be used */
    DeploymentEngine open(RecordedRun run, TargetLocks locks, ScheduledExecutorService executor)
            throws InvalidInputException;
}
