package io.jenkins.plugins.autodeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./dev demo} shows, from the packaged terminal on. */
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES, Part.REGISTRY})
class DemoIT {
    @TempDir
    private Path directory;

    @Test
    void deploysRollsBackAndLosesNoRequest() throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder demo = new ProcessBuilder("./dev", "demo", "--once");
        demo.environment().remove("KUBECONFIG");

        int exit = demo.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        String told = Files.readString(output);
        assertThat(exit).as(told).isZero();
        assertThat(told)
                .contains("not healthy within 60 seconds: GET /health: HTTP 500")
                .contains("'iced coffee' has no price")
                .contains("0 times they got no good answer");
    }
}
