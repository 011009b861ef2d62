package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.List;

/**
 * An image that was built.
 *
 * @param reference what to deploy: {@code repository@sha256:…} when pushed, else {@code repository:tag}
 * @param digest the registry's digest when pushed, else the image id
 * @param size bytes as the builder counts them: docker uncompressed, Jib compressed as the registry keeps them; 0 when unknown
 * @param builder {@code docker} or {@code jib}
 * @param layers digests, the lowest first
 * @param commit the source's commit
 */
public record BuiltImage(
        String reference,
        List<String> tags,
        String digest,
        long size,
        String builder,
        @CheckForNull String baseImage,
        List<String> layers,
        boolean pushed,
        @CheckForNull String commit,
        Duration duration) {
    public BuiltImage {
        tags = tags == null ? List.of() : List.copyOf(tags);
        layers = layers == null ? List.of() : List.copyOf(layers);
    }
}
