package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.util.List;
import java.util.Optional;

/** Asks a registry about an image, for builders that keep none themselves. */
public interface ImageReader {
    /**
     * The layers of an image, with their compressed sizes.
     *
     * @param platform of those in an index; null for the usual one
     * @return empty when they cannot be read
     */
    List<ImageLayer> layers(String reference, @CheckForNull String platform, RegistryAccess access)
            throws InterruptedException;

    /** The registry's digest of an image; empty when it cannot be read. */
    Optional<String> digest(String reference, RegistryAccess access) throws InterruptedException;
}
