package io.jenkins.plugins.autodeploy.engine.image.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.image.builder.Tool.Output;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;

/** What buildah or podman tells of an image in the store that both share. */
record ContainersImage(Tool tool, ContainersTool kind) {
    MadeImage inspect(String id) throws IOException, InterruptedException {
        return kind == ContainersTool.BUILDAH ? byBuildah(id) : byPodman(id);
    }

    /** Manifest and configuration as they will be pushed, each as text within the answer. */
    private MadeImage byBuildah(String id) throws IOException, InterruptedException {
        Output output = answered(tool.ask("inspect", "--type", "image", id));
        JsonNode manifest = Tool.json(output.json().path("Manifest").asText(""));
        List<ImageLayer> history = new ArrayList<>();
        for (JsonNode entry : output.json().at("/OCIv1/history")) {
            if (!entry.path("empty_layer").asBoolean()) {
                history.add(LayerHistory.entry(0, entry.path("created_by").asText("")));
            }
        }
        List<ImageLayer> layers = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            String createdBy = history.size() == manifest.path("layers").size()
                    ? history.get(layers.size()).createdBy()
                    : null;
            layers.add(new ImageLayer(
                    layer.path("digest").asText(), layer.path("size").asLong(), createdBy));
        }
        long size = layers.stream().mapToLong(ImageLayer::size).sum();
        return made(output.json().path("FromImageID").asText(id), size, layers);
    }

    private MadeImage byPodman(String id) throws IOException, InterruptedException {
        JsonNode image = answered(tool.ask("image", "inspect", id)).json().path(0);
        List<String> digests = StreamSupport.stream(image.at("/RootFS/Layers").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        JsonNode history = answered(tool.ask("history", "--no-trunc", "--format", "json", id))
                .json();
        List<ImageLayer> made = new ArrayList<>();
        List<JsonNode> newestFirst = new ArrayList<>();
        history.forEach(newestFirst::add);
        Collections.reverse(newestFirst);
        JsonNode instructions = image.path("History");
        for (int i = 0; i < newestFirst.size(); i++) {
            JsonNode entry = newestFirst.get(i);
            if (!instructions.path(i).path("empty_layer").asBoolean()) {
                made.add(LayerHistory.entry(
                        entry.path("size").asLong(), entry.path("CreatedBy").asText("")));
            }
        }
        return made(image.path("Id").asText(id), image.path("Size").asLong(), LayerHistory.join(digests, made));
    }

    private static MadeImage made(String id, long size, List<ImageLayer> layers) {
        return new MadeImage(id.startsWith("sha256:") ? id : "sha256:" + id, size, layers, null, List.of());
    }

    private Output answered(Output output) throws IOException {
        if (!output.succeeded()) {
            throw new IOException(
                    "%s does not know the image that it built: %s".formatted(kind.program(), output.errors()));
        }
        return output;
    }
}
