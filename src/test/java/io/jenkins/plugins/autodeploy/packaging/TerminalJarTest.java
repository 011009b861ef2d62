package io.jenkins.plugins.autodeploy.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the terminal's program: {@code target/autodeploy-cli.jar}. */
class TerminalJarTest {
    private static Archive jar;

    @BeforeAll
    static void open() throws IOException {
        jar = Archive.open(Path.of("target/autodeploy-cli.jar"));
    }

    @Test
    void namesTheClassThatStarts() throws IOException {
        String main = jar.manifest().getValue("Main-Class");
        assertThat(main).isEqualTo("io.jenkins.plugins.autodeploy.cli.Main");
        assertThat(jar.files().keySet()).contains(main.replace('.', '/') + ".class");
    }

    @Test
    void hasNothingOfJenkins() {
        assertThat(jar.files().keySet())
                .noneMatch(path -> path.startsWith("hudson/")
                        || path.startsWith("jenkins/")
                        || path.startsWith("org/kohsuke/")
                        || path.startsWith("io/jenkins/plugins/autodeploy/jenkins/"));
    }

    @Test
    void hasThePageAndItsLibrary() {
        assertThat(jar.files().keySet()).contains("webapp/deployments/page.js");
        assertThat(jar.paths("META-INF/resources/webjars/lit-html/", "/lit-html.js"))
                .isNotEmpty();
    }

    /** The HTTP client and the kinds of resources are found through these; each library brings some. */
    @Test
    void keepsTheServicesOfAllLibraries() {
        assertThat(jar.files().keySet())
                .contains("META-INF/services/io.fabric8.kubernetes.client.http.HttpClient$Factory");
        String resources = new String(
                jar.files().get("META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource"), UTF_8);
        assertThat(resources).contains(".apps.Deployment", ".Pod");
    }

    @Test
    void hasNoSignatureOfAnotherJar() {
        assertThat(jar.paths("META-INF/", ".SF")).isEmpty();
        assertThat(jar.paths("META-INF/", ".RSA")).isEmpty();
    }
}
