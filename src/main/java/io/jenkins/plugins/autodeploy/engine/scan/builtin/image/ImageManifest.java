package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an image is made of: its configuration and layers. Understood are {@code manifest.json} of docker's archives (Docker 1.10 and later, podman, buildah, skopeo), and OCI layouts.
 * Of an index of several platforms the first is taken that is there as a whole, because layers of the others are mostly not.
 *
 * @param layers the lowest first
 */
record ImageManifest(JsonNode configuration, List<Layer> layers) {
    private static final int MOST_LAYERS = 1_000;
    private static final int DEEPEST_INDEX = 3;
    private static final int MOST_MANIFESTS = 100;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /**
     * A layer.
     *
     * @param name of its file in the archive
     * @param diffId {@code sha256:} and the digest of its tar without compression
     */
    record Layer(String name, String diffId) {}

    ImageManifest {
        layers = List.copyOf(layers);
    }

    static ImageManifest read(ArchiveIndex archive) throws IOException {
        if (archive.has("manifest.json")) {
            return ofDocker(archive);
        }
        if (archive.has("index.json")) {
            List<ImageManifest> found = new ArrayList<>();
            collect(archive, archive.json("index.json"), 0, found);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            throw new UnreadableImageException("The image's archive has no image that is there as a whole");
        }
        throw new UnreadableImageException(
                "The image's archive has neither manifest.json, as docker writes it, nor index.json of an OCI layout");
    }

    private static ImageManifest ofDocker(ArchiveIndex archive) throws IOException {
        JsonNode image = archive.json("manifest.json").path(0);
        List<String> names = new ArrayList<>();
        image.path("Layers").forEach(layer -> names.add(layer.asText()));
        return of(archive.json(image.path("Config").asText()), names);
    }

    private static void collect(ArchiveIndex archive, JsonNode index, int depth, List<ImageManifest> found)
            throws IOException {
        int seen = 0;
        for (JsonNode descriptor : index.path("manifests")) {
            String name = blob(descriptor);
            if (!found.isEmpty() || ++seen > MOST_MANIFESTS) {
                return;
            }
            if (isAttestation(descriptor) || !archive.has(name)) {
                continue;
            }
            JsonNode manifest = archive.json(name);
            if (manifest.has("manifests")) {
                if (depth < DEEPEST_INDEX) {
                    collect(archive, manifest, depth + 1, found);
                }
            } else {
                addWhole(archive, manifest, found);
            }
        }
    }

    private static void addWhole(ArchiveIndex archive, JsonNode manifest, List<ImageManifest> found)
            throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            names.add(blob(layer));
        }
        String configuration = blob(manifest.path("config"));
        if (archive.has(configuration) && names.stream().allMatch(archive::has)) {
            found.add(of(archive.json(configuration), names));
        }
    }

    /** BuildKit puts what it knows of a build beside the image as if that were a platform. */
    private static boolean isAttestation(JsonNode descriptor) {
        return descriptor.path("annotations").has("vnd.docker.reference.type");
    }

    private static String blob(JsonNode descriptor) throws UnreadableImageException {
        String digest = descriptor.path("digest").asText();
        if (!DIGEST.matcher(digest).matches()) {
            throw new UnreadableImageException("The image's archive names a blob by what is not a SHA-256 digest");
        }
        return "blobs/" + digest.replace(':', '/');
    }

    private static ImageManifest of(JsonNode configuration, List<String> names) throws UnreadableImageException {
        JsonNode digests = configuration.path("rootfs").path("diff_ids");
        if (names.size() > MOST_LAYERS) {
            throw new UnreadableImageException("The image has more than %d layers".formatted(MOST_LAYERS));
        }
        if (digests.size() != names.size()) {
            throw new UnreadableImageException("The image has %d layers, and its configuration tells of %d"
                    .formatted(names.size(), digests.size()));
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String digest = digests.path(i).asText();
            if (!DIGEST.matcher(digest).matches()) {
                throw new UnreadableImageException(
                        "The image's configuration names a layer by what is not a SHA-256 digest");
            }
            layers.add(new Layer(names.get(i), digest));
        }
        return new ImageManifest(configuration, layers);
    }
}
