package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFilesTest {
    private static final String POD = "{apiVersion: v1, kind: Pod, spec: {hostPID: true, containers: [{name: a}]}}";

    /** What runs in an image that the project makes itself, by a Dockerfile of its own, the generator does not know. */
    private static final Set<String> LEFT_TO_THE_PROJECT =
            Set.of("kubernetes-may-run-as-root", "kubernetes-capabilities-not-dropped");

    @Test
    void findsNothingOfWeightInWhatThisProgramGenerates() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of("src/test/resources/projects"))) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/generated/"))
                    .toList();
        }
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            ConfigurationFiles.check(file.toString(), Files.readString(file)).stream()
                    .filter(finding -> finding.severity().compareTo(Severity.MEDIUM) >= 0)
                    .filter(finding -> !bringsDockerfile(file) || !LEFT_TO_THE_PROJECT.contains(finding.id()))
                    .forEach(finding -> faults.add(inShort(finding)));
        }

        assertThat(files).hasSizeGreaterThan(150);
        assertThat(faults).isEmpty();
    }

    @Test
    void findsNothingWrongWithACarefulDockerfile() {
        String dockerfile = """
                ARG NODE=22-alpine
                FROM node:${NODE} AS build
                ARG NPM_TOKEN
                ENV API_KEY_FILE=/run/secrets/key TOKEN_URL=https://example.com/token
                RUN --mount=type=secret,id=npm npm ci
                RUN cat <<EOF > /etc/motd
                FROM nothing
                ENV PASSWORD=x
                EOF
                FROM node:22-alpine
                COPY --from=build /app /app
                USER node
                EXPOSE 3000 2222
                HEALTHCHECK CMD ["node", "health.js"]
                """;

        assertThat(ConfigurationFiles.check("Dockerfile", dockerfile)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "web/Dockerfile", "Dockerfile.prod", "api.dockerfile", "Containerfile"})
    void knowsDockerfilesByTheirNames(String path) {
        assertThat(ids(path, "FROM a")).contains("dockerfile-latest-tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yml", "docker-compose.override.yaml", "Docker-Compose.yml", "dev.compose.yaml"})
    void knowsComposeFilesByTheirNames(String path) {
        assertThat(ids(path, "services: {a: {privileged: true}}")).containsExactly("compose-privileged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.dockerignore", "README.md", "Dockerfiles/x.txt", "compose.txt"})
    void leavesOtherFilesAlone(String path) {
        assertThat(ids(path, "FROM a\nservices: {a: {privileged: true}}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: Pod\nspec: {hostPID: true, containers: [{name: a}]}",
                "apiVersion: v1\nkind: List\nitems: [" + POD + "]",
                "a: 1\n---\n" + POD,
                "{\n\t\"apiVersion\": \"v1\", \"kind\": \"Pod\",\n\t\"spec\": {\"hostPID\": true, \"containers\": [{\"name\": \"a\"}]}}",
                "apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {hostPID: true, containers: [{}]}}}}}",
                "apiVersion: apps/v1\nkind: DaemonSet\nspec: {template: {spec: {hostPID: true, containers: [{}]}}}",
                "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {template: {spec: {hostPID: true, containers: [{}]}}}",
                "apiVersion: v1\nkind: Pod\nx: &base {hostPID: true}\nspec: {<<: *base, containers: [{}]}",
                POD + "\n---\nbroken: ["
            })
    void readsManifestsOfEveryForm(String text) {
        assertThat(ids("a.yaml", text)).contains("kubernetes-host-pid");
    }

    @Test
    void looksAtInitContainersToo() {
        String text = "apiVersion: v1\nkind: Pod\nspec:\n  containers: [{name: a}]\n  initContainers:\n"
                + "  - name: b\n    securityContext: {privileged: true}\n";

        assertThat(ConfigurationFiles.check("a.yaml", text))
                .filteredOn(finding -> finding.id().equals("kubernetes-privileged"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.location()).isEqualTo("a.yaml:7");
                    assertThat(finding.title()).contains("init container b of Pod");
                });
    }

    @Test
    void takesSettingsOfThePodForItsContainers() {
        String text =
                "apiVersion: v1\nkind: Pod\nspec:\n  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}\n"
                        + "  containers:\n  - name: a\n    securityContext: {runAsNonRoot: false}\n  - name: b\n";

        assertThat(ConfigurationFiles.check("a.yaml", text))
                .filteredOn(finding -> finding.id().equals("kubernetes-may-run-as-root"))
                .extracting(Finding::location)
                .containsExactly("a.yaml:7");
        assertThat(ids("a.yaml", text)).doesNotContain("kubernetes-no-seccomp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: Pod\nspec: {{ toYaml .Values.spec }}\n",
                "apiVersion: v1\nkind: Pod\nspec:\n{{- if .Values.x }}\n  hostPID: true\n{{- end }}\n",
                "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: {{ .Values.name }}\n",
                "apiVersion kind: [",
                "\t: apiVersion kind",
                "apiVersion: &a [*a]\nkind: *a",
                "apiVersion: v1\nkind: Pod\nspec: &a\n  <<: *a\n  containers: *a\n",
            })
    void passesOverTemplatesAndWhatIsNoManifest(String text) {
        assertThat(ids("templates/a.yaml", text)).isEmpty();
    }

    @Test
    void endsSoonWithHostileFiles() {
        String pod = "apiVersion: v1\nkind: Pod\nspec: ";
        List<String> manifests = List.of(
                pod + "[".repeat(100_000),
                pod + "{a: ".repeat(50_000),
                pod + "{containers: [" + "{},".repeat(30_000) + "]}",
                pod + "{containers: [{image: '" + "a:".repeat(100_000) + "'}]}",
                "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c]\n" + pod + "*d");
        List<String> dockerfiles = List.of(
                "FROM a\nRUN " + "curl ".repeat(50_000),
                "FROM a\nRUN " + "curl x |".repeat(30_000) + "sh",
                "FROM a\nRUN " + "$(".repeat(100_000),
                "FROM a\nRUN " + "'\"`\\".repeat(50_000),
                "FROM a\nRUN chmod " + "a+".repeat(100_000),
                "FROM a\nENV " + "TOKEN_".repeat(50_000) + "=x",
                "FROM a\nCOPY " + "a".repeat(200_000) + " .key b",
                "FROM a\nRUN [\"" + "a\",\"".repeat(50_000) + "\"]");

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            manifests.forEach(
                    text -> assertThat(ConfigurationFiles.check("a.yaml", text)).hasSizeLessThan(2_000));
            dockerfiles.forEach(text ->
                    assertThat(ConfigurationFiles.check("Dockerfile", text)).hasSizeLessThan(2_000));
        });
    }

    @Test
    void doesNotHideOneFaultBehindManyOthers() {
        String containers = "{image: a},".repeat(10_000) + "{securityContext: {privileged: true}}";

        assertThat(ids("a.yaml", "apiVersion: v1\nkind: Pod\nspec: {containers: [" + containers + "]}"))
                .contains("kubernetes-privileged")
                .hasSizeLessThan(1_000);
    }

    @Test
    void neverShowsSecretsNorObeysNames() {
        String text = "apiVersion: v1\nkind: Pod\nmetadata: {name: \"\\e[31m<b>\\n\"}\n"
                + "spec: {containers: [{name: a, env: [{name: DB_PASSWORD, value: geheim}]}]}";

        assertThat(ConfigurationFiles.check("a.yaml", text))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("geheim", "\u001B", "\n"));
        assertThat(ConfigurationFiles.check("Dockerfile", "FROM a:1\nENV DB_PASSWORD=geheim\nRUN X_TOKEN=geheim make"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("geheim"));
    }

    private static boolean bringsDockerfile(Path generated) {
        Path fixture = Path.of("src/test/resources/projects")
                .resolve(
                        generated.getName(Path.of("src/test/resources/projects").getNameCount()));
        return Files.exists(fixture.resolve("project/Dockerfile"));
    }

    private static List<String> ids(String path, String text) {
        return ConfigurationFiles.check(path, text).stream().map(Finding::id).toList();
    }

    private static String inShort(Finding finding) {
        return "%s %s %s".formatted(finding.severity(), finding.id(), finding.location());
    }
}
