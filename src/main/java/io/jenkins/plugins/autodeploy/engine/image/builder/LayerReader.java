package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.util.List;

/** Asks a registry for an image's layers, for builders that keep none themselves. */
@FunctionalInterface
public interface LayerReader {
    /** @return empty when they cannot be read */
    List<ImageLayer> layers(String reference, @CheckForNull String platform, RegistryAccess access)
            throws InterruptedException;
}
