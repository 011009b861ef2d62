package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.util.List;

/**
 * What a builder made.
 *
 * @param digest the registry's when it was pushed, else the image id
 * @param size as the builder counts; 0 when unknown
 * @param layers the lowest first; empty when unknown
 * @param baseDigest null when nothing told it
 */
public record MadeImage(
        String digest,
        long size,
        List<ImageLayer> layers,
        @CheckForNull String baseDigest,
        List<BuildStep> steps) {
    public MadeImage {
        layers = List.copyOf(layers);
        steps = List.copyOf(steps);
    }

    /** With the digest of the base, where one is known. */
    MadeImage basedOn(@CheckForNull String knownBase) {
        return new MadeImage(digest, size, layers, knownBase == null ? baseDigest : knownBase, steps);
    }

    MadeImage withSteps(List<BuildStep> all) {
        return new MadeImage(digest, size, layers, baseDigest, all);
    }

    MadeImage pushedAs(String registryDigest) {
        return new MadeImage(registryDigest, size, layers, baseDigest, steps);
    }
}
