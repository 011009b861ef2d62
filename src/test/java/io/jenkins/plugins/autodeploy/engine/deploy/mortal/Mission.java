package io.jenkins.plugins.autodeploy.engine.deploy.mortal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import java.nio.file.Path;

/**
 * What a {@link MortalProcess} is to do. Its JSON form is a file that the process is given.
 *
 * @param directory where everything that outlives a process is kept
 * @param kubeconfig text; null for a Docker host
 * @param dockerHost null for a cluster
 * @param deploy null for a rollback
 * @param rollback null for a deployment
 * @param mortal whether the process dies on it
 */
public record Mission(
        String directory,
        @CheckForNull String kubeconfig,
        @CheckForNull String dockerHost,
        @CheckForNull DeployRequest deploy,
        @CheckForNull RollbackRequest rollback,
        boolean mortal) {
    public static Mission inCluster(Path directory, String kubeconfig, DeployRequest deploy) {
        return new Mission(directory.toString(), kubeconfig, null, deploy, null, true);
    }

    public static Mission inCluster(Path directory, String kubeconfig, RollbackRequest rollback) {
        return new Mission(directory.toString(), kubeconfig, null, null, rollback, true);
    }

    public static Mission onDockerHost(Path directory, String host, DeployRequest deploy) {
        return new Mission(directory.toString(), null, host, deploy, null, true);
    }

    /** The same for a process that lives to the end. */
    Mission immortal() {
        return new Mission(directory, kubeconfig, dockerHost, deploy, rollback, false);
    }

    Path events() {
        return file("events.jsonl");
    }

    Path state() {
        return file("state.json");
    }

    /** The record as the last process left it. */
    Path record() {
        return file("record.json");
    }

    /** The saved states that a process has died of. */
    Path survived() {
        return file("saves.txt");
    }

    /** What the last process printed. */
    Path output() {
        return file("output");
    }

    Path file(String name) {
        return Path.of(directory, name);
    }
}
