package io.jenkins.plugins.autodeploy.jenkins.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ManifestFiles;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Reads the Kubernetes manifests that a step names from its workspace, where patterns are Ant's. */
public final class WorkspaceManifests {
    private WorkspaceManifests() {}

    /**
     * @param workspace null outside {@code node}
     * @param runner runs kustomize on the workspace's machine; null outside {@code node}
     * @param names see {@link ManifestFiles#read}
     * @throws InvalidInputException when there is no workspace, nothing matches, or more than can be read
     */
    public static List<ManifestText> read(
            @CheckForNull FilePath workspace, @CheckForNull CommandRunner runner, String names)
            throws InvalidInputException, IOException, InterruptedException {
        if (workspace == null || runner == null) {
            throw new InvalidInputException("manifests", names, "a workspace to read them from: use it inside node");
        }
        return new ManifestFiles(new FilePathWorkspace(workspace), pattern -> files(workspace, pattern), runner)
                .read(names);
    }

    private static List<String> files(FilePath workspace, String pattern) throws IOException, InterruptedException {
        int root = workspace.getRemote().length() + 1;
        return Stream.of(workspace.list(pattern))
                .map(file -> file.getRemote().substring(root).replace('\\', '/'))
                .toList();
    }
}
