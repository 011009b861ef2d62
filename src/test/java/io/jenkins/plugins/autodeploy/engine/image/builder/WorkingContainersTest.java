package io.jenkins.plugins.autodeploy.engine.image.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkingContainersTest {
    private static final String DEBUG = "time=\"2026-11-21T08:05:31Z\" level=debug msg=\"";
    private final List<String> shown = new ArrayList<>();
    private final WorkingContainers containers = new WorkingContainers(shown::add);

    @Test
    void readsTheContainersOutOfTheLogAndShowsNothingOfIt() {
        containers.line(DEBUG + "Container ID: " + "a".repeat(64) + "\"");
        containers.line("hello from the build");
        containers.line(DEBUG + "Container ID: " + "b".repeat(64) + "\"");
        containers.line("time=\"2026-11-21T08:05:31Z\" level=warning msg=\"short-name resolution\"");

        assertThat(containers.ids()).containsExactly("b".repeat(64), "a".repeat(64));
        assertThat(shown)
                .containsExactly(
                        "hello from the build",
                        "time=\"2026-11-21T08:05:31Z\" level=warning msg=\"short-name resolution\"");
    }

    @Test
    void showsNoPieceOfALongLineOfTheLog() {
        containers.line(
                (DEBUG + "x".repeat(LineOutputStream.LONGEST_LINE)).substring(0, LineOutputStream.LONGEST_LINE));
        containers.line("y".repeat(LineOutputStream.LONGEST_LINE));
        containers.line("the end of it\"");
        containers.line("shown");

        assertThat(shown).containsExactly("shown");
    }
}
