package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import java.io.IOException;

/** Makes directories that only the owner can read, where the docker client runs. */
@FunctionalInterface
public interface TemporaryDirectories {
    TemporaryDirectory create() throws IOException, InterruptedException;
}
