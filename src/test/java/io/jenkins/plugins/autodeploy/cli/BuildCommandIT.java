package io.jenkins.plugins.autodeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RegistryCertificates;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code autodeploy build} as somebody types it, in a process of its own. */
@RequiresParts({Part.BUILDAH, Part.REGISTRY})
class BuildCommandIT {
    @TempDir
    Path directory;

    private Path project;
    private ContainersStore store;

    @BeforeEach
    void makeProject() throws Exception {
        store = ContainersStore.open();
        project = Files.createDirectory(directory.resolve("shop"));
        DockerEngine.addBusybox(project);
    }

    @AfterEach
    void leavesNoContainer() throws Exception {
        assertThat(store.containers()).isEmpty();
        store.close();
    }

    @Test
    void buildsWithSecretsAndTagsAndPrintsTheRecordAlone() throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN --mount=type=secret,id=token [\"/bin/busybox\", \"cat\", \"/run/secrets/token\"]\n");
        Path token = Files.writeString(directory.resolve("token"), "t0k3n-of-the-build");
        Path password = Files.writeString(directory.resolve("password"), ImageRegistry.PASSWORD);
        try (ImageRegistry registry = ImageRegistry.withPassword()) {
            String repository = registry.address() + "/team/shop";

            int exit = run(
                    List.of(),
                    "--builder",
                    "buildah",
                    "--repository",
                    repository,
                    "--tag",
                    "1.4",
                    "--latest-for",
                    "staging",
                    "--username",
                    ImageRegistry.USER,
                    "--password-file",
                    password.toString(),
                    "--insecure-registry",
                    "--secret",
                    "token=" + token,
                    "--json",
                    project.toString());

            assertThat(exit).as(err()).isZero();
            BuiltImage image = Json.read(Files.readString(directory.resolve("out")), BuiltImage.class);
            assertThat(image.tags()).containsExactly("1.4", "staging-latest");
            assertThat(registry.digest("team/shop:staging-latest")).isEqualTo(image.digest());
            assertThat(err()).contains("push     done in").doesNotContain("t0k3n", ImageRegistry.PASSWORD);
            assertThat(new LastImages(directory.resolve("home/jobs/shop/images.json")).of(repository))
                    .contains(image);
        }
    }

    @Test
    void endsEverythingWhenInterrupted() throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"sleep\", \"666\"]\n");
        Process build = start(List.of(), "--builder", "buildah", "--repository", "shop", project.toString());
        await().atMost(Duration.ofMinutes(1)).until(() -> !build.isAlive() || sleeps());

        new ProcessBuilder("kill", "-INT", String.valueOf(build.pid())).start().waitFor();

        assertThat(build.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(build.exitValue()).as(err()).isEqualTo(130);
        assertThat(sleeps()).isFalse();
    }

    /** Jib trusts what the Java trusts that runs it. */
    @Test
    void packsForARegistryThatItsJavaTrusts() throws Exception {
        Files.writeString(project.resolve("index.html"), "<h1>hello</h1>");
        Path password = Files.writeString(directory.resolve("password"), ImageRegistry.PASSWORD);
        RegistryCertificates certificates =
                RegistryCertificates.of("127.0.0.1", Files.createDirectory(directory.resolve("keys")));
        Path trusted = directory.resolve("trusted.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        new ProcessBuilder(
                        keytool,
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "authority",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        trusted.toString(),
                        "-file",
                        certificates.authority().toString())
                .start()
                .waitFor();
        try (ImageRegistry registry = ImageRegistry.withTls("127.0.0.1", certificates.valid(), certificates.key())) {
            String[] build = {
                "--builder",
                "jib",
                "--base-image",
                "scratch",
                "--repository",
                registry.address() + "/site",
                "--username",
                ImageRegistry.USER,
                "--password-file",
                password.toString(),
                project.toString()
            };

            assertThat(run(List.of(), build)).isEqualTo(4);
            assertThat(err()).contains("no connection that is trusted");
            assertThat(run(
                            List.of(
                                    "-Djavax.net.ssl.trustStore=" + trusted,
                                    "-Djavax.net.ssl.trustStorePassword=changeit"),
                            build))
                    .as(err())
                    .isZero();
            assertThat(registry.inspect("site:2")).contains("sha256:");
        }
    }

    @Test
    void saysWhatABuilderCannotDo() throws Exception {
        Files.writeString(project.resolve("index.html"), "<h1>hello</h1>");

        assertThat(run(List.of(), "--builder", "jib", "--secret", "a=/dev/null", project.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("secrets: 'a' is not valid: expected nothing that jib cannot do");
        assertThat(run(List.of(), "--builder", "kaniko", project.toString())).isEqualTo(4);
        assertThat(err()).contains("This is no container of kaniko's").doesNotContain("\tat ");
    }

    private static boolean sleeps() {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 666"));
    }

    private String err() throws Exception {
        return Files.readString(directory.resolve("err"));
    }

    private int run(List<String> javaOptions, String... options) throws Exception {
        Process process = start(javaOptions, options);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private Process start(List<String> javaOptions, String... options) throws Exception {
        // Whoever runs the tests in the background ignores SIGINT, and a JVM inherits that.
        List<String> line = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
        line.addAll(javaOptions);
        line.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "build",
                "--home",
                directory.resolve("home").toString()));
        line.addAll(List.of(options));
        ProcessBuilder process = new ProcessBuilder(line)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        process.environment().putAll(store.environment());
        return process.start();
    }
}
