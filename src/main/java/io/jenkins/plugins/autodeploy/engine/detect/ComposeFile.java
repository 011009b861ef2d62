package io.jenkins.plugins.autodeploy.engine.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.BackingService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a project's Compose file tells about its components, and what it runs beside them. */
final class ComposeFile {
    private static final List<String> FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    /** {@code "8080:80"}, {@code 127.0.0.1:8080:80/tcp}, {@code 80}: the last is inside the container. */
    private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})(?:/(?:tcp|udp))?");

    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9./:_@-]{1,200}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /** Where what databases and brokers are usually called listens. */
    private static final Map<String, Integer> PORTS = Map.ofEntries(
            Map.entry("postgres", 5432),
            Map.entry("postgresql", 5432),
            Map.entry("postgis", 5432),
            Map.entry("mysql", 3306),
            Map.entry("mariadb", 3306),
            Map.entry("mongo", 27017),
            Map.entry("redis", 6379),
            Map.entry("valkey", 6379),
            Map.entry("memcached", 11211),
            Map.entry("rabbitmq", 5672),
            Map.entry("nats", 4222),
            Map.entry("elasticsearch", 9200),
            Map.entry("opensearch", 9200),
            Map.entry("minio", 9000));

    private final SourceDirectory root;
    private final String file;
    private final JsonNode services;

    private ComposeFile(SourceDirectory root, String file, JsonNode services) {
        this.root = root;
        this.file = file;
        this.services = services;
    }

    /** Without services when there is none. */
    static ComposeFile of(SourceDirectory root) {
        String file = root.firstOf(FILES).orElse(FILES.get(0));
        JsonNode services = root.yaml(file).stream()
                .findFirst()
                .map(document -> document.path("services"))
                .orElse(MissingNode.getInstance());
        return new ComposeFile(root, file, services);
    }

    /** The services that are images of others. */
    List<BackingService> backingServices() {
        List<BackingService> found = new ArrayList<>();
        for (var service : services.properties()) {
            String image = service.getValue().path("image").asText("");
            boolean own = service.getValue().has("build");
            if (!own
                    && IMAGE.matcher(image).matches()
                    && NAME.matcher(service.getKey()).matches()) {
                String simple = image.replaceFirst(".*/", "").replaceFirst("[:@].*", "");
                Integer port = port(service.getValue()).orElse(PORTS.get(simple));
                found.add(new BackingService(
                        service.getKey(),
                        image,
                        port,
                        root.evidence(file, "service %s: image %s".formatted(service.getKey(), image))));
            }
        }
        return found;
    }

    /** Gives a component the port of the service that is built from its directory, where nothing surer told it. */
    void complete(ComponentDraft draft) {
        for (var service : services.properties()) {
            JsonNode build = service.getValue().path("build");
            String context = build.isObject() ? build.path("context").asText(".") : build.asText("");
            String path = context.replaceFirst("^(?:\\./)+", "").replaceFirst("/+$", "");
            boolean same = !context.isEmpty()
                    && (path.isEmpty() || path.equals(".")
                            ? draft.directory().isRoot()
                            : path.equals(draft.directory().path()));
            if (same) {
                draft.because(root.evidence(file, "service " + service.getKey()));
                if (draft.port() == null && draft.hasDockerfile()) {
                    port(service.getValue()).ifPresent(draft::port);
                }
            }
        }
    }

    /** The directory that a service is built from. */
    Optional<String> directoryOf(String service) {
        JsonNode build = services.path(service).path("build");
        String context = build.isObject() ? build.path("context").asText("") : build.asText("");
        return SafeText.path(context);
    }

    private static Optional<Integer> port(JsonNode service) {
        for (JsonNode told : service.path("ports")) {
            String text = told.isObject() ? told.path("target").asText("") : told.asText("");
            Matcher port = PORT.matcher(text);
            if (port.matches()) {
                return SafeText.port(port.group(1));
            }
        }
        return SafeText.port(service.path("expose").path(0).asText(""));
    }
}
