package io.jenkins.plugins.autodeploy.engine.image.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.image.builder.Tool.Output;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What the docker command line tells about its daemon and its images. */
final class DockerClient {
    /** The last docker client that brings BuildKit itself; later ones want the component buildx. */
    private static final int LAST_WITH_BUILDKIT_INSIDE = 22;

    private static final Pattern MAKES_A_LAYER = Pattern.compile(
            "^(?:RUN|COPY|ADD|WORKDIR)\\b.*|/bin/sh -c (?!#\\(nop\\)).*"
                    + "|/bin/sh -c #\\(nop\\) (?:COPY|ADD|WORKDIR)\\b.*",
            Pattern.DOTALL);

    private final Tool tool;

    DockerClient(Tool tool) {
        this.tool = tool;
    }

    /**
     * What client and daemon are there.
     *
     * @param client version; empty when there is none
     * @param server the daemon's version; empty when none answers
     * @param said why, when one is missing
     */
    record Versions(String client, String server, String said) {
        boolean daemonAnswers() {
            return !server.isEmpty();
        }
    }

    /** Which builder the client has. */
    enum Build {
        CLASSIC("the classic builder (this client has no buildx)"),
        BUILDKIT("BuildKit"),
        BUILDX("BuildKit (buildx)");

        private final String words;

        Build(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Asks the daemon for its version: the only certain way to know that one answers. */
    Versions versions() throws InterruptedException {
        try {
            Output output = tool.ask("version", "--format", "{{json .}}");
            JsonNode versions = output.json();
            return new Versions(
                    versions.at("/Client/Version").asText(""),
                    versions.at("/Server/Version").asText(""),
                    output.errors());
        } catch (IOException e) {
            return new Versions("", "", e.getMessage());
        }
    }

    /**
     * Old clients hold BuildKit, newer ones need buildx beside them.
     *
     * @param preferBuildx whether to look for buildx even where the client could do without
     */
    Build build(Versions versions, boolean preferBuildx) throws IOException, InterruptedException {
        String major = versions.client().split("\\D", 2)[0];
        boolean inside = !major.isEmpty() && major.length() < 5 && Integer.parseInt(major) <= LAST_WITH_BUILDKIT_INSIDE;
        if ((preferBuildx || !inside) && tool.ask("buildx", "version").succeeded()) {
            return Build.BUILDX;
        }
        return inside ? Build.BUILDKIT : Build.CLASSIC;
    }

    /** Whether layers can be pushed for later builds: the daemon's own BuildKit cannot, unless its images are kept by containerd. */
    boolean exportsCache() throws IOException, InterruptedException {
        boolean ownBuilder =
                tool.ask("buildx", "inspect").lines().stream().anyMatch(line -> line.matches("Driver:\\s+docker"));
        return !ownBuilder
                || tool.ask("info", "--format", "{{json .DriverStatus}}").text().contains("io.containerd.snapshotter");
    }

    /** Where the client found buildx. */
    Optional<String> pluginDirectory() throws IOException, InterruptedException {
        Output output = tool.ask("info", "--format", "{{json .ClientInfo.Plugins}}");
        return StreamSupport.stream(output.json().spliterator(), false)
                .filter(plugin -> plugin.path("Name").asText("").equals("buildx"))
                .map(plugin -> plugin.path("Path").asText(""))
                .filter(path -> path.lastIndexOf('/') > 0)
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .findFirst();
    }

    /** The address of the daemon that the current context means; empty when the client cannot tell. */
    String endpoint() throws IOException, InterruptedException {
        Output output = tool.ask("context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        return output.succeeded() ? output.text().strip() : "";
    }

    /**
     * An image that the daemon has.
     *
     * @param there whether it has one of that name
     * @param digest the registry's; empty for one that came from no registry
     */
    record Local(boolean there, Optional<String> digest) {}

    Local local(String image) throws IOException, InterruptedException {
        Output output = tool.ask("image", "inspect", "--format", "{{json .RepoDigests}}", image);
        Optional<String> digest = StreamSupport.stream(output.json().spliterator(), false)
                .map(JsonNode::asText)
                .filter(known -> BaseImages.areOfOneRepository(known, image))
                .findFirst()
                .flatMap(BaseImages::pinned);
        return new Local(output.succeeded(), digest);
    }

    /** The digest that a registry has for a name, which buildx asks for without pulling the image. */
    Optional<String> digestInRegistry(String image) throws IOException, InterruptedException {
        Output output = tool.ask("buildx", "imagetools", "inspect", "--format", "{{json .Manifest}}", image);
        return Optional.of(output.json().path("digest").asText("")).filter(digest -> digest.startsWith("sha256:"));
    }

    /** An image in the daemon: its size without compression, and its layers. */
    MadeImage inspect(String id) throws IOException, InterruptedException {
        Output output = tool.ask(
                "image", "inspect", "--format", "{\"size\":{{json .Size}},\"layers\":{{json .RootFS.Layers}}}", id);
        if (!output.succeeded()) {
            throw new IOException("docker does not know the image that it built: " + output.errors());
        }
        List<String> digests = StreamSupport.stream(output.json().path("layers").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new MadeImage(id, output.json().path("size").asLong(), layers(id, digests), null, List.of());
    }

    /** The history names sizes and instructions without digests, and has entries that made no layer; where it is not certain which those are, layers have no digest. */
    private List<ImageLayer> layers(String id, List<String> digests) throws IOException, InterruptedException {
        List<ImageLayer> entries = new ArrayList<>();
        Output history = tool.ask("history", "--no-trunc", "--human=false", "--format", "{{json .}}", id);
        for (String line : history.lines()) {
            JsonNode entry = Tool.json(line);
            entries.add(LayerHistory.entry(
                    entry.path("Size").asLong(), entry.path("CreatedBy").asText("")));
        }
        Collections.reverse(entries);
        List<ImageLayer> made = entries.stream()
                .filter(entry -> entry.size() > 0
                        || MAKES_A_LAYER.matcher(entry.createdBy()).matches())
                .toList();
        return LayerHistory.join(digests, made);
    }
}
