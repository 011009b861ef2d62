package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;

/** What a run ends as once its target is back at what ran before, and why it went back. */
public record Ending(DeploymentStatus status, String reason) {}
