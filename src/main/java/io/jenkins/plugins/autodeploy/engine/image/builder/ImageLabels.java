package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.request.SourceLabels;
import java.util.Map;
import java.util.TreeMap;

/** The labels of an image when its base is known. */
final class ImageLabels {
    private ImageLabels() {}

    /** @param digest of the base; null when there is none or it is not known */
    static Map<String, String> withBase(BuildOrder order, @CheckForNull String digest) {
        Map<String, String> labels = new TreeMap<>(order.labels());
        order.baseImage().ifPresent(base -> labels.putIfAbsent(SourceLabels.BASE_NAME, base));
        if (digest != null) {
            labels.putIfAbsent(SourceLabels.BASE_DIGEST, digest);
        }
        return labels;
    }
}
