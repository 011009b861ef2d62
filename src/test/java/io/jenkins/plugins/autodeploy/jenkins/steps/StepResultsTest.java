package io.jenkins.plugins.autodeploy.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepResultsTest {
    private static final Path EXPRESS = Path.of("src/test/resources/projects/express-npm/project");

    static Stream<Map<String, Object>> results() throws Exception {
        return Stream.of(
                StepResults.of(ProjectDetector.standard().detect(EXPRESS)),
                StepResults.of(Samples.image(1)),
                StepResults.of(Samples.scan(false), "job/shop/1/scan/"),
                StepResults.of(Samples.deployment(1, "dev", DeploymentStatus.SUCCEEDED)));
    }

    /** A pipeline keeps its variables over a restart, and may look into them in the sandbox. */
    @ParameterizedTest
    @MethodSource("results")
    void areOfTheJdkAloneAndSerializable(Map<String, Object> result) throws Exception {
        assertPlain(result);
        assertThat(copy(result)).isEqualTo(result);
    }

    @Test
    void aDeploymentHasItsKeysEvenWhereNothingIsKnown() {
        Map<String, Object> result = StepResults.of(Samples.deployment(1, "dev", DeploymentStatus.FAILED).toBuilder()
                .revision(null)
                .url(null)
                .build());

        assertThat(result)
                .containsEntry("status", "FAILED")
                .containsEntry("url", null)
                .containsEntry("revision", null);
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThat(map.keySet()).allMatch(String.class::isInstance);
            map.values().forEach(StepResultsTest::assertPlain);
        } else if (value instanceof List<?> list) {
            list.forEach(StepResultsTest::assertPlain);
        } else if (value != null) {
            assertThat(value).isInstanceOfAny(String.class, Number.class, Boolean.class);
        }
    }

    private static Object copy(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
