package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/**
 * An image in a tar: what {@code docker save}, {@code podman save}, {@code buildah push} and {@code skopeo copy} write as {@code docker-archive} or {@code oci-archive}. Nothing is
 * unpacked: layers are read as streams, the lowest first, and at most 16 GB and 500,000 entries of them. The digest of each layer is checked, so an archive that was cut off or
 * changed is never taken for an image with less in it.
 */
public final class ImageArchive {
    private ImageArchive() {}

    /**
     * Shows an image's files.
     *
     * @throws UnreadableImageException when it is not such an archive, is damaged or holds too much
     * @throws InterruptedIOException when the thread was interrupted
     */
    public static ImageContents read(Path archive, LayerVisitor visitor) throws IOException {
        try (ArchiveIndex index = ArchiveIndex.open(archive)) {
            ImageManifest manifest = ImageManifest.read(index);
            LayerReader reader = new LayerReader(visitor);
            for (ImageManifest.Layer layer : manifest.layers()) {
                try (InputStream content = index.open(layer.name())) {
                    reader.read(layer, content);
                }
            }
            return new ImageContents(manifest.configuration(), reader.files().remaining());
        } catch (ClosedByInterruptException e) {
            throw new InterruptedIOException("The scan was aborted");
        }
    }
}
