package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports in the published forms of several versions of a scanner, and beside each what is read from it. */
final class ReportSamples {
    private static final Path DIRECTORY = Path.of("src/test/resources/scan");

    private ReportSamples() {}

    /** @param name {@code trivy/image-0.74} */
    static byte[] report(String name) throws IOException {
        return Files.readAllBytes(DIRECTORY.resolve(name + ".json"));
    }

    static JsonNode expected(String name) throws IOException {
        return Json.readTree(Files.readString(DIRECTORY.resolve(name + ".expected.json")));
    }
}
