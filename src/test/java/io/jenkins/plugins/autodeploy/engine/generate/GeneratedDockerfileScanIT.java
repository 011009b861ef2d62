package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import io.jenkins.plugins.autodeploy.parts.TrivyProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresParts(Part.TRIVY)
class GeneratedDockerfileScanIT {
    @TempDir
    private Path directory;

    @Test
    void findsNothingInAnyGeneratedDockerfile() throws Exception {
        int written = 0;
        for (Fixture fixture : Fixture.all()) {
            for (Component component :
                    ProjectDetector.standard().detect(fixture.project()).components()) {
                if (component.dockerfile() == null) {
                    write(
                            "%s-%d/Dockerfile".formatted(fixture, written++),
                            ProjectGenerator.dockerfile(component).get(0).content());
                }
            }
        }
        write("bad/Dockerfile", "FROM debian\n");

        List<String> faults = faults();

        assertThat(faults).isNotEmpty().allMatch(fault -> fault.startsWith("bad/Dockerfile "));
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> faults() throws IOException, InterruptedException {
        Path report = directory.resolve("report.json");
        Process trivy = new ProcessBuilder(
                        TrivyProgram.path().toString(),
                        "config",
                        "--quiet",
                        "--skip-policy-update",
                        "--format=json",
                        "--output=" + report,
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(trivy.getInputStream().readAllBytes());
        assertThat(trivy.waitFor()).as(output).isZero();
        List<String> faults = new ArrayList<>();
        for (JsonNode result : Json.readTree(Files.readString(report)).path("Results")) {
            result.path("Misconfigurations")
                    .forEach(fault -> faults.add("%s %s %s"
                            .formatted(
                                    result.path("Target").asText(),
                                    fault.path("ID").asText(),
                                    fault.path("Title").asText())));
        }
        return faults;
    }
}
