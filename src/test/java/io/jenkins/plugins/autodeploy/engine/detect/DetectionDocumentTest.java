package io.jenkins.plugins.autodeploy.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.detect.container.ContainerEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DetectionDocumentTest {
    @Test
    void namesWhatTheRulesRecognise() throws Exception {
        List<Ecosystem> ecosystems = new ArrayList<>(ProjectDetector.ecosystemsOfLanguages());
        ecosystems.add(new ContainerEcosystem());

        List<String> table = Files.readString(Path.of("docs/detection.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| Ecosystem"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(table)
                .isEqualTo(ecosystems.stream().map(DetectionDocumentTest::row).toList());
    }

    private static String row(Ecosystem ecosystem) {
        String markers =
                ecosystem.markers().stream().map(file -> "`" + file + "`").collect(Collectors.joining(", "));
        String frameworks =
                ecosystem.frameworks().stream().map(Framework::name).distinct().collect(Collectors.joining(", "));
        return "| %s | %s | %s|".formatted(ecosystem.name(), markers, frameworks.isEmpty() ? "" : frameworks + " ");
    }
}
