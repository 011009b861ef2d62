package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Build secrets as files that only their owner can read, for the time of the build; only their names are on a command line. */
final class BuildSecrets {
    private static final String FILE = "secret-";

    private BuildSecrets() {}

    static void write(BuildRequest request, TemporaryDirectory directory) throws IOException, InterruptedException {
        for (Map.Entry<String, SecretText> secret :
                request.parameters().secrets().entrySet()) {
            directory.write(FILE + secret.getKey(), secret.getValue().reveal().getBytes(StandardCharsets.UTF_8));
        }
    }

    static List<String> arguments(BuildRequest request, TemporaryDirectory directory) {
        return request.parameters().secrets().keySet().stream()
                .flatMap(id -> Stream.of("--secret", "id=%s,src=%s/%s%s".formatted(id, directory.path(), FILE, id)))
                .toList();
    }
}
