package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.util.List;
import java.util.Map;

/**
 * Finished files as layers, and how they are started.
 *
 * @param layers what seldom changes comes first; empty ones are left out
 * @param entrypoint empty for the base's own
 * @param environment besides that of the base
 */
record PackedFiles(List<FileEntriesLayer> layers, List<String> entrypoint, Map<String, String> environment) {
    /** Where programs are. */
    static final String APP = "/app";

    private static final String NO_ROOT_USER = "65532:65532";

    PackedFiles {
        layers = layers.stream().filter(layer -> !layer.getEntries().isEmpty()).toList();
    }

    /** Files that the base's own program serves. */
    static PackedFiles served(List<FileEntriesLayer> layers) {
        return new PackedFiles(layers, List.of(), Map.of());
    }

    void addTo(JibContainerBuilder image) {
        layers.forEach(image::addFileEntriesLayer);
        environment.forEach(image::addEnvironmentVariable);
        if (!entrypoint.isEmpty()) {
            image.setEntrypoint(entrypoint)
                    .setWorkingDirectory(AbsoluteUnixPath.get(APP))
                    .setUser(NO_ROOT_USER);
        }
    }
}
