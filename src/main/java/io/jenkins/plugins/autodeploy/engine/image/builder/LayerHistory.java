package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.util.ArrayList;
import java.util.List;

/** Joins the digests of an image's layers with its history, which names instructions and sizes. */
final class LayerHistory {
    private static final int LONGEST_INSTRUCTION = 200;

    private LayerHistory() {}

    /** An entry of the history, whose layer's digest is not known yet. */
    static ImageLayer entry(long size, String createdBy) {
        String shortened = createdBy.length() <= LONGEST_INSTRUCTION
                ? createdBy
                : createdBy.substring(0, LONGEST_INSTRUCTION) + "\u2026";
        return new ImageLayer(null, size, shortened);
    }

    /**
     * The layers with their digests.
     *
     * @param made the entries that made a layer, the lowest first
     * @return what is certain: the entries without digests when their number is not that of the digests
     */
    static List<ImageLayer> join(List<String> digests, List<ImageLayer> made) {
        if (made.size() != digests.size()) {
            return made.stream().filter(entry -> entry.size() > 0).toList();
        }
        List<ImageLayer> layers = new ArrayList<>();
        for (int i = 0; i < digests.size(); i++) {
            layers.add(new ImageLayer(
                    digests.get(i), made.get(i).size(), made.get(i).createdBy()));
        }
        return layers;
    }
}
