package io.jenkins.plugins.autodeploy.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture's record, whole. */
class ProjectDetectorTest {
    static List<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void detectsAllFactsWithTheirEvidence(Fixture fixture) throws Exception {
        DetectedProject detected = ProjectDetector.standard().detect(fixture.project());

        assertThat(Json.writePretty(detected))
                .isEqualTo(Files.readString(fixture.expected()).strip());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void detectsTheSameFromItsOwnJson(Fixture fixture) throws Exception {
        DetectedProject detected = ProjectDetector.standard().detect(fixture.project());

        assertThat(Json.read(Json.write(detected), DetectedProject.class)).isEqualTo(detected);
    }
}
