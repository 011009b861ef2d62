package io.jenkins.plugins.autodeploy.jenkins.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Reads the Kubernetes manifests that a pattern names from a workspace. */
public final class WorkspaceManifests {
    private static final int MOST_FILES = 100;
    private static final int LARGEST_FILE = 1 << 20;

    private WorkspaceManifests() {}

    /**
     * @param workspace null outside {@code node}
     * @param pattern an Ant pattern
     * @return the files' texts, by the order of their names
     * @throws InvalidInputException when there is no workspace, nothing matches, or more than can be read
     */
    public static List<String> read(@CheckForNull FilePath workspace, String pattern)
            throws InvalidInputException, IOException, InterruptedException {
        if (workspace == null) {
            throw new InvalidInputException("manifests", pattern, "a workspace to read them from: use it inside node");
        }
        FilePath[] files = workspace.list(pattern);
        if (files.length == 0 || files.length > MOST_FILES) {
            throw new InvalidInputException(
                    "manifests", pattern, "a pattern that matches 1 to " + MOST_FILES + " files in the workspace");
        }
        Arrays.sort(files, Comparator.comparing(FilePath::getRemote));
        FilePathWorkspace reader = new FilePathWorkspace(workspace);
        List<String> texts = new ArrayList<>();
        for (FilePath file : files) {
            String path = file.getRemote()
                    .substring(workspace.getRemote().length() + 1)
                    .replace('\\', '/');
            texts.add(new String(reader.read(path, LARGEST_FILE), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
