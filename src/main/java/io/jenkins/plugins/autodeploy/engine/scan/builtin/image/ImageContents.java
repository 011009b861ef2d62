package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What remains of an image when its layers lie on each other.
 *
 * @param configuration the image's configuration as the OCI image specification defines it: {@code config}, {@code history}, {@code rootfs}
 * @param files those of interest that the final image has
 */
public record ImageContents(JsonNode configuration, Set<LayerFile> files) {
    public ImageContents {
        files = Set.copyOf(files);
    }
}
