package io.jenkins.plugins.autodeploy.engine.scan.scanner;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * What to scan.
 *
 * @param image image reference or id, or null to scan {@code directory}
 * @param directory relative to the workspace's root
 */
public record ScanTarget(@CheckForNull String image, String directory) {
    public boolean isImage() {
        return image != null;
    }

    /** As people name it. */
    public String name() {
        return image != null ? image : directory;
    }
}
