package io.jenkins.plugins.autodeploy.engine.record;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An image beside the one that its job built before.
 *
 * @param reference of the image before
 * @param size of the image before, in bytes
 * @param added layers that only the new image has
 * @param removed layers that only the image before had
 */
public record ImageComparison(String reference, long size, List<ImageLayer> added, List<ImageLayer> removed) {
    public ImageComparison {
        added = added == null ? List.of() : List.copyOf(added);
        removed = removed == null ? List.of() : List.copyOf(removed);
    }

    /** Whether two images can be compared: builders count sizes in ways of their own. */
    static boolean isPossible(BuiltImage before, BuiltImage now) {
        return before.builder().equals(now.builder()) && before.size() > 0 && now.size() > 0;
    }

    static ImageComparison of(BuiltImage before, BuiltImage now) {
        return new ImageComparison(before.reference(), before.size(), onlyIn(now, before), onlyIn(before, now));
    }

    private static List<ImageLayer> onlyIn(BuiltImage one, BuiltImage other) {
        Set<String> known = other.layers().stream().map(ImageLayer::identity).collect(Collectors.toSet());
        return one.layers().stream()
                .filter(layer -> !known.contains(layer.identity()))
                .toList();
    }
}
