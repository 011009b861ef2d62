package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A layer of an image.
 *
 * @param digest of its content; null where the builder cannot tell which layer an instruction made
 * @param size bytes, counted as those of {@link BuiltImage#size()}; 0 when unknown
 * @param createdBy the instruction that made it; null when unknown
 */
public record ImageLayer(
        @CheckForNull String digest,
        long size,
        @CheckForNull String createdBy) {
    @JsonCreator
    public ImageLayer {}

    /** The form of older versions, which kept the digest alone. */
    @JsonCreator
    static ImageLayer ofDigest(String digest) {
        return new ImageLayer(digest, 0, null);
    }

    /** What tells two layers apart. */
    String identity() {
        return digest != null ? digest : size + " " + createdBy;
    }
}
