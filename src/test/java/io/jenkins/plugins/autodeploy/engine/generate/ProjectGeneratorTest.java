package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectGeneratorTest {
    private static final Set<GeneratedKind> ALL = EnumSet.allOf(GeneratedKind.class);
    private static final Set<String> KNOWN = Set.of(
            "FROM", "WORKDIR", "COPY", "RUN", "ENV", "LABEL", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD");

    @TempDir
    private Path directory;

    static List<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void generatesTheExpectedBytes(Fixture fixture) throws Exception {
        Map<String, String> generated = generate(fixture).stream()
                .filter(file -> !file.path().endsWith(".dockerignore"))
                .collect(Collectors.toMap(GeneratedFile::path, GeneratedFile::content));

        assertThat(generated).isEqualTo(contents(fixture.generated()));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void generatesDockerfilesThatReadBackAsWhatTheySay(Fixture fixture) throws Exception {
        for (GeneratedFile file : generate(fixture)) {
            if (file.path().endsWith("Dockerfile")) {
                Dockerfile dockerfile = Dockerfile.parse(file.content());

                assertThat(dockerfile.instructions())
                        .extracting(Instruction::name)
                        .isSubsetOf(KNOWN);
                assertThat(dockerfile.last("CMD").flatMap(Instruction::words)).isPresent();
                assertThat(dockerfile.last("USER"))
                        .get()
                        .extracting(Instruction::arguments)
                        .asString()
                        .matches("[1-9]\\d*:[1-9]\\d*");
                assertThat(dockerfile.stages()).allSatisfy(stage -> assertThat(stage.image())
                        .matches("(?:[a-z0-9.-]+/)*[a-z0-9-]+:[a-z0-9._-]+"));
            }
        }
    }

    @Test
    void leavesAnExistingDockerfileAlone() throws Exception {
        assertThat(generate(Fixture.named("express-dockerfile")))
                .extracting(GeneratedFile::path)
                .containsExactly(
                        "kubernetes/own-image.yaml", "kubernetes/ingress.yaml", "nginx/own-image.conf", "Jenkinsfile");
    }

    @Test
    void asksForNothingOfAnImageThatItDoesNotKnow() throws Exception {
        String known = generate(Fixture.named("express-npm")).get(2).content();
        String unknown = generate(Fixture.named("express-dockerfile")).get(0).content();

        assertThat(known).contains("runAsNonRoot: true", "- \"ALL\"");
        assertThat(unknown).contains("allowPrivilegeEscalation: false").doesNotContain("runAsNonRoot", "drop");
    }

    @Test
    void saysWhatIsMissingForADockerfile() throws Exception {
        Files.writeString(directory.resolve("pom.xml"), "<project><artifactId>lib</artifactId></project>");
        DetectedProject project = ProjectDetector.standard().detect(directory);

        assertThatThrownBy(() -> ProjectGenerator.generate(project, ALL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a jar or program that starts it, which is not known");
    }

    @Test
    void keepsWhatIsThereUnlessToldOtherwise() throws Exception {
        List<GeneratedFile> files = generate(Fixture.named("go-root"));
        Files.writeString(directory.resolve("Dockerfile"), "FROM mine\n");
        GeneratedFileWriter writer = new GeneratedFileWriter(new DirectoryWorkspace(directory), ".");

        WrittenFiles first = writer.writeMissing(files);

        assertThat(first.kept()).containsExactly("Dockerfile");
        assertThat(first.written())
                .containsExactly(
                        ".dockerignore",
                        "kubernetes/hello.yaml",
                        "kubernetes/ingress.yaml",
                        "nginx/hello.conf",
                        "Jenkinsfile");
        assertThat(directory.resolve("Dockerfile")).hasContent("FROM mine");

        WrittenFiles second = writer.overwrite(files);

        assertThat(second.kept()).isEmpty();
        assertThat(Files.readString(directory.resolve("Dockerfile"))).startsWith("FROM golang:1.21-alpine AS build\n");
    }

    @Test
    void startsPlainCommandsWithoutAShell() {
        assertThat(StartWords.of("node server.js --port 80")).containsExactly("node", "server.js", "--port", "80");
        assertThat(StartWords.of("gunicorn --bind :$PORT app"))
                .containsExactly("sh", "-c", "exec gunicorn --bind :$PORT app");
        assertThat(StartWords.of("migrate && serve")).containsExactly("sh", "-c", "migrate && serve");
        assertThat(StartWords.of("A=1 serve")).containsExactly("sh", "-c", "A=1 serve");
    }

    private static List<GeneratedFile> generate(Fixture fixture) throws InvalidInputException {
        return ProjectGenerator.generate(ProjectDetector.standard().detect(fixture.project()), ALL);
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> directory.relativize(file).toString(), file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }));
        }
    }
}
