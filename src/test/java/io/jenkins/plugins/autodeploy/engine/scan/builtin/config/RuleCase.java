package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one rule must find and must leave alone.
 *
 * @param file in which the texts are looked for
 * @param line where the first of the faulty ones has the fault
 * @param faulty whole files
 * @param sound whole files
 */
record RuleCase(String rule, String file, int line, List<String> faulty, List<String> sound) {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: shop
            spec:
              selector: {matchLabels: {app: shop}}
              template:
                metadata:
                  labels:
                    app: shop
                spec:
                  %s
                  containers:
                  - name: web
                    %s
            """;
    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: shop}
            rules: [%s]
            """;
    private static final String SERVICE = """
            services:
              web:
                %s
            """;

    private record Written(String rule, String in, int line, List<String> faulty, List<String> sound) {}

    static List<RuleCase> all() throws IOException {
        return Stream.of(
                        read("dockerfile.yaml", "Dockerfile"),
                        read("kubernetes.yaml", "shop.yaml"),
                        read("compose.yaml", "compose.yaml"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<RuleCase> read(String resource, String file) throws IOException {
        try (InputStream stream = RuleCase.class.getResourceAsStream("/configuration/" + resource)) {
            List<Written> cases =
                    new ObjectMapper(new YAMLFactory()).readValue(stream, new TypeReference<List<Written>>() {});
            return cases.stream()
                    .map(written -> new RuleCase(
                            written.rule(),
                            file,
                            written.line(),
                            written.faulty().stream()
                                    .map(text -> whole(file, written.in(), text))
                                    .toList(),
                            written.sound().stream()
                                    .map(text -> whole(file, written.in(), text))
                                    .toList()))
                    .toList();
        }
    }

    private static String whole(String file, String in, String text) {
        if (file.equals("compose.yaml")) {
            return SERVICE.formatted(text);
        }
        return switch (in == null ? "object" : in) {
            case "container" -> DEPLOYMENT.formatted("hostname: a", text);
            case "pod" -> DEPLOYMENT.formatted(text, "tty: true");
            case "role" -> ROLE.formatted(text);
            default -> text;
        };
    }

    @Override
    public String toString() {
        return rule;
    }
}
