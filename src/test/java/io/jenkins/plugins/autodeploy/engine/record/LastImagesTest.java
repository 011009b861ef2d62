package io.jenkins.plugins.autodeploy.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastImagesTest {
    @TempDir
    Path directory;

    @Test
    void keepsTheLastImageOfEachRepository() throws Exception {
        LastImages images = new LastImages(directory.resolve("new/images.json"));
        images.keep("shop", image("docker", 100));
        images.keep("shop", image("docker", 120));
        images.keep("admin", image("docker", 7));

        assertThat(new LastImages(directory.resolve("new/images.json"))
                        .of("shop")
                        .orElseThrow()
                        .size())
                .isEqualTo(120);
        assertThat(images.of("admin")).isPresent();
        assertThat(images.of("other")).isEmpty();
        try (var files = Files.list(directory.resolve("new"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void forgetsWhatCannotBeReadAndTheOldestOfMany() throws Exception {
        Path file = Files.writeString(directory.resolve("images.json"), "{\"shop\":");
        LastImages images = new LastImages(file);
        assertThat(images.of("shop")).isEmpty();

        for (int i = 0; i < 25; i++) {
            images.keep("repository-" + i, image("docker", i));
        }

        assertThat(images.of("repository-0")).isEmpty();
        assertThat(images.of("repository-24")).isPresent();
    }

    @Test
    void readsTheLayersOfOlderVersions() throws Exception {
        BuiltImage old = Json.read(
                "{\"reference\":\"shop:1\",\"digest\":\"sha256:1\",\"size\":5,\"builder\":\"docker\",\"layers\":[\"sha256:a\"],\"duration\":\"PT1S\"}",
                BuiltImage.class);

        assertThat(old.layers()).containsExactly(new ImageLayer("sha256:a", 0, null));
        assertThat(old.steps()).isEmpty();
    }

    @Test
    void comparesOnlyWhatTheSameBuilderCounted() {
        BuiltImage now = image("docker", 120);

        assertThat(now.after(image("docker", 100)).comparison())
                .isEqualTo(new ImageComparison(
                        "shop:100", 100, now.layers(), image("docker", 100).layers()));
        assertThat(now.after(image("jib", 100)).comparison()).isNull();
        assertThat(now.after(image("docker", 0)).comparison()).isNull();
    }

    @Test
    void remembersHowLongCachedStepsTook() {
        BuiltImage first = steps(new BuildStep("RUN make", Duration.ofSeconds(9), false));
        BuiltImage second = steps(
                        new BuildStep("RUN make", null, true), new BuildStep("COPY a /", Duration.ofSeconds(1), false))
                .after(first);
        BuiltImage third = steps(new BuildStep("RUN make", null, true)).after(second);

        assertThat(second.savedByCache()).isEqualTo(Duration.ofSeconds(9));
        assertThat(third.savedByCache()).isEqualTo(Duration.ofSeconds(9));
        assertThat(third.cachedSteps()).isOne();
    }

    private static BuiltImage steps(BuildStep... steps) {
        return image("docker", 5, List.of(steps));
    }

    private static BuiltImage image(String builder, long size) {
        return image(builder, size, List.of());
    }

    private static BuiltImage image(String builder, long size, List<BuildStep> steps) {
        return new BuiltImage(
                "shop:" + size,
                List.of("1"),
                "sha256:1",
                size,
                builder,
                null,
                null,
                List.of(),
                List.of(new ImageLayer("sha256:layer-" + size, size, "COPY . /")),
                false,
                null,
                Duration.ofSeconds(1),
                List.of(),
                steps,
                null);
    }
}
