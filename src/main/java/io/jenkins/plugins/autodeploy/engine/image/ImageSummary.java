package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.ImageComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An image in one line for people: its size beside that of the one before, and what the cache saved. */
public final class ImageSummary {
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double BYTES_PER_KILOBYTE = 1e3;

    private ImageSummary() {}

    public static String of(BuiltImage image) {
        List<String> parts = new ArrayList<>();
        if (image.size() > 0) {
            int layers = image.layers().size();
            parts.add("%s in %d %s".formatted(readable(image.size()), layers, layers == 1 ? "layer" : "layers"));
        }
        if (image.comparison() != null) {
            parts.add(change(image.size(), image.comparison()));
        }
        if (!image.steps().isEmpty()) {
            parts.add(cache(image));
        }
        return parts.isEmpty() ? image.reference() : String.join("; ", parts);
    }

    /** "12.3 MB", "340 B". */
    public static String readable(long bytes) {
        if (bytes >= BYTES_PER_MEGABYTE) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / BYTES_PER_MEGABYTE);
        }
        return bytes < BYTES_PER_KILOBYTE
                ? bytes + " B"
                : String.format(Locale.ROOT, "%.1f kB", bytes / BYTES_PER_KILOBYTE);
    }

    /** "3.0 MB (8 %) more than the image before". */
    public static String change(long size, ImageComparison before) {
        long difference = size - before.size();
        if (difference == 0) {
            return "the size of the image before";
        }
        return String.format(
                Locale.ROOT,
                "%s (%.0f %%) %s than the image before",
                readable(Math.abs(difference)),
                Math.abs(difference) * 100.0 / before.size(),
                difference > 0 ? "more" : "less");
    }

    /** "3 of 5 steps from the cache, which saved 12.4 s". */
    public static String cache(BuiltImage image) {
        Duration saved = image.savedByCache();
        return "%d of %d steps from the cache%s"
                .formatted(
                        image.cachedSteps(),
                        image.steps().size(),
                        saved.isZero()
                                ? ""
                                : String.format(Locale.ROOT, ", which saved %.1f s", saved.toMillis() / 1000.0));
    }
}
