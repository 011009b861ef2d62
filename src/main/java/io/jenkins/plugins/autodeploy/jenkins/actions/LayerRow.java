package io.jenkins.plugins.autodeploy.jenkins.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.ImageSummary;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;

/** A layer as the page of an image shows it: by getters, since {@code size()} means something else to the views' expressions. */
public final class LayerRow {
    private static final int SHORT_DIGEST = "sha256:".length() + 12;
    private static final int PERCENT = 100;

    private final ImageLayer layer;
    private final long imageSize;
    private final boolean added;

    LayerRow(ImageLayer layer, long imageSize, boolean added) {
        this.layer = layer;
        this.imageSize = imageSize;
        this.added = added;
    }

    public String getReadableSize() {
        return ImageSummary.readable(layer.size());
    }

    /** Its part of the image, 0 to 100. */
    public int getPercent() {
        return imageSize <= 0 ? 0 : (int) Math.min(PERCENT, layer.size() * PERCENT / imageSize);
    }

    @CheckForNull
    public String getCreatedBy() {
        return layer.createdBy();
    }

    @CheckForNull
    public String getDigest() {
        return layer.digest();
    }

    @CheckForNull
    public String getShortDigest() {
        return layer.digest() == null ? null : shortened(layer.digest());
    }

    /** Whether the image before had no such layer. */
    public boolean isAdded() {
        return added;
    }

    /** The beginning of a digest, by which people tell it from others. */
    static String shortened(String digest) {
        return digest.length() <= SHORT_DIGEST ? digest : digest.substring(0, SHORT_DIGEST);
    }
}
