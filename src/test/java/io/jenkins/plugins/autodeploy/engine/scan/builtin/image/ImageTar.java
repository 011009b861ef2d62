package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes images as docker and as skopeo do. */
public final class ImageTar {
    private static final Map<String, Object> CONFIG = Map.of("User", "", "Env", List.of("PATH=/bin", "API_TOKEN=abc"));

    private ImageTar() {}

    /** As {@code docker save} writes it. */
    public static Path docker(Path file, byte[]... layers) throws IOException {
        LayerTar archive = new LayerTar();
        List<String> names = new ArrayList<>();
        for (byte[] layer : layers) {
            String name = LayerTar.sha256(layer) + "/layer.tar";
            names.add(name);
            archive.file(name, layer);
        }
        archive.file("c.json", configuration(layers))
                .file("manifest.json", Json.write(List.of(Map.of("Config", "c.json", "Layers", names))));
        return Files.write(file, archive.bytes());
    }

    /** As {@code skopeo copy} writes it to {@code oci-archive}, with layers compressed by gzip, and with what BuildKit adds. */
    public static Path oci(Path file, byte[]... layers) throws IOException {
        LayerTar archive = new LayerTar();
        List<Map<String, Object>> descriptors = new ArrayList<>();
        for (byte[] layer : layers) {
            descriptors.add(blob(archive, LayerTar.gzip(layer)));
        }
        Map<String, Object> config = blob(archive, configuration(layers).getBytes());
        Map<String, Object> manifest = blob(
                archive,
                Json.write(Map.of("config", config, "layers", descriptors)).getBytes());
        Map<String, Object> attestation = Map.of(
                "digest",
                manifest.get("digest"),
                "annotations",
                Map.of("vnd.docker.reference.type", "attestation-manifest"));
        Map<String, Object> elsewhere = Map.of("digest", "sha256:" + "0".repeat(64));
        Map<String, Object> index = blob(
                archive,
                Json.write(Map.of("manifests", List.of(attestation, elsewhere, manifest)))
                        .getBytes());
        archive.file("index.json", Json.write(Map.of("manifests", List.of(index))));
        return Files.write(file, archive.bytes());
    }

    public static String configuration(byte[]... layers) {
        List<String> digests = Arrays.stream(layers)
                .map(layer -> "sha256:" + LayerTar.sha256(layer))
                .toList();
        return Json.write(Map.of("config", CONFIG, "rootfs", Map.of("diff_ids", digests)));
    }

    private static Map<String, Object> blob(LayerTar archive, byte[] content) {
        String digest = LayerTar.sha256(content);
        archive.file("blobs/sha256/" + digest, content);
        return Map.of("digest", "sha256:" + digest, "size", content.length);
    }
}
