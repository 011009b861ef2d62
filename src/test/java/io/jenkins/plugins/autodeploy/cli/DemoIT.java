package io.jenkins.plugins.autodeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.parts.KubeletStandIn;
import io.jenkins.plugins.autodeploy.parts.KubernetesApi;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./dev demo} shows, from the packaged terminal on. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES, Part.REGISTRY, Part.KUBERNETES})
class DemoIT {
    @TempDir
    private Path directory;

    @Test
    void deploysToADockerHostRollsBackAndLosesNoRequest() throws Exception {
        assertThat(demo(null))
                .contains("not healthy within 60 seconds: GET /health: HTTP 500")
                .contains("'iced coffee' has no price")
                .contains("0 times they got no good answer");
    }

    @Test
    void deploysToTheClusterThatKubeconfigNames() throws Exception {
        KubernetesApi api = KubernetesApi.get();
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), api.kubeconfig("admin"));
        try (KubeletStandIn ignored = new KubeletStandIn(api)) {
            assertThat(demo(kubeconfig))
                    .contains("Applied Deployment coffee-shop")
                    .contains("found nothing wrong with version 2")
                    .contains("1 of 1 replicas are available");
        }
    }

    private String demo(Path kubeconfig) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder demo = new ProcessBuilder("./dev", "demo", "--once");
        demo.environment().remove("KUBECONFIG");
        if (kubeconfig != null) {
            demo.environment().put("KUBECONFIG", kubeconfig.toString());
        }
        int exit = demo.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String told = Files.readString(output);
        assertThat(exit).as(told).isZero();
        return told;
    }
}
