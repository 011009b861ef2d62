package io.jenkins.plugins.autodeploy.engine.image.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageTagsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void areTheShortCommitAndTheNumberByDefault() {
        assertThat(ImageTags.of(List.of(), COMMIT, 41, false, null)).containsExactly("0123456", "41");
        assertThat(ImageTags.of(List.of(), null, 41, false, null)).containsExactly("41");
    }

    @Test
    void moveOnlyWhenAsked() {
        assertThat(ImageTags.of(List.of("1.2"), COMMIT, 41, true, "staging"))
                .containsExactly("1.2", "latest", "staging-latest");
        assertThat(ImageTags.of(List.of("latest"), COMMIT, 41, true, null)).containsExactly("latest");
    }
}
