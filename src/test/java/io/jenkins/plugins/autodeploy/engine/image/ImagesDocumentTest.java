package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.image.builder.BuilderLimits;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibBuilder;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/images.md} says of the builders is what they say of themselves. */
class ImagesDocumentTest {
    private static final Map<String, String> WHERE = Map.of(
            "docker, BuildKit", "a daemon answers, and the client is old enough to bring BuildKit or has buildx",
            "docker, classic", "a daemon answers, and the client has no BuildKit",
            "buildah", "`buildah info` succeeds",
            "podman", "`podman info` succeeds",
            "kaniko", "`/kaniko/executor` is there: in kaniko's own container",
            "jib", "everywhere, for a project without a Dockerfile that needs nothing run");

    @Test
    void namesWhatEachBuilderCannotDo() throws Exception {
        List<String> table = Files.readString(Path.of("docs/images.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| builder "))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        List<String> rows = new ArrayList<>();
        rows.add(row("docker, BuildKit", BuilderLimits.ofDocker(true)));
        rows.add(row("docker, classic", BuilderLimits.ofDocker(false)));
        for (String name : BuildRules.BUILDERS.subList(1, BuildRules.BUILDERS.size() - 1)) {
            rows.add(row(name, BuilderLimits.of(name)));
        }
        rows.add(row("jib", JibBuilder.CANNOT));
        assertThat(table).isEqualTo(rows);
    }

    private static String row(String builder, Map<BuildFeature, String> cannot) {
        String limits = Arrays.stream(BuildFeature.values())
                .filter(cannot::containsKey)
                .map(feature -> "%s: %s".formatted(feature.words(), cannot.get(feature)))
                .collect(Collectors.joining("; "));
        return "| %s | %s | %s |".formatted(builder, WHERE.get(builder), limits);
    }
}
