package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.image.registry.PushAttempts;
import java.time.InstantSource;

/**
 * Where an image is built.
 *
 * @param runner runs the builder's processes
 * @param workspace holds the files
 * @param attempts how often a push is tried
 */
public record Machine(CommandRunner runner, Workspace workspace, InstantSource clock, PushAttempts attempts) {
    Tool tool(String program) {
        return new Tool(program, runner, workspace.root());
    }
}
