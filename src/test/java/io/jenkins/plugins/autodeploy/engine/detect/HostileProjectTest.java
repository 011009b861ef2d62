package io.jenkins.plugins.autodeploy.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.detect.tree.TreeLimits;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedKind;
import io.jenkins.plugins.autodeploy.engine.generate.ProjectGenerator;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees that nobody vouches for: an answer or one clear sentence, and never a hang. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileProjectTest {
    private static final String PAGE = "<h1>hi</h1>";
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    static Stream<Arguments> manifests() {
        String deep = "[".repeat(100_000);
        return Stream.of(
                Arguments.of("package.json", "{\"name\":", "is not valid JSON"),
                Arguments.of("package.json", "{\"a\":" + deep, "is not valid JSON"),
                Arguments.of("pyproject.toml", "[project\n", "is not valid TOML, see line 1"),
                Arguments.of("pyproject.toml", "a = " + deep, "is not valid TOML"),
                Arguments.of("pom.xml", "<project><a></project>", "is not valid XML, see line 1"),
                Arguments.of("pom.xml", laughs(), "is not valid XML"),
                Arguments.of(
                        "pom.xml",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><project><artifactId>&x;</artifactId></project>",
                        "is not valid XML"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void namesTheManifestThatCannotBeReadAndGoesOn(String file, String text, String problem) throws Exception {
        write("index.html", PAGE);
        write(file, text);
        write("requirements.txt", "");
        write("main.py", "");

        Component component = detect();

        assertThat(component.evidence()).anySatisfy(evidence -> {
            assertThat(evidence.file()).isEqualTo(file);
            assertThat(evidence.told()).contains(problem);
        });
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void saysWhatWasLeftOutWhereThereIsNothingElse(String file, String text, String problem) throws Exception {
        write(file, text);

        try {
            // The name of the file alone may tell the language; then the evidence says what was left out.
            assertThat(detect().evidence().toString()).contains(file).contains(problem);
        } catch (InvalidInputException refused) {
            assertThat(refused)
                    .hasMessageContaining("dir: ")
                    .hasMessageContaining(file + " was left out")
                    .hasMessageContaining(problem);
        }
    }

    @Test
    void readsKeysOfAnyDepth() throws Exception {
        write("pyproject.toml", "a" + ".a".repeat(50_000) + " = 1");
        write("main.py", "");

        assertThat(detect().language()).isEqualTo("python");
    }

    @Test
    void leavesOutAManifestOfAHundredMegabytes() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("package.json").toFile(), "rw")) {
            file.setLength(100L * MEGABYTE);
        }

        assertThatThrownBy(this::detect)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("package.json was left out: it has more than the 1,048,576 bytes that are read");
    }

    @Test
    void leavesOutWhatIsNotUtf8() throws Exception {
        Files.write(directory.resolve("package.json"), new byte[] {'{', (byte) 0xff, '}'});

        assertThatThrownBy(this::detect).hasMessageContaining("package.json was left out: it is not UTF-8 text");
    }

    @Test
    void refusesYamlOfManyLaughsWithoutExpandingIt() throws Exception {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        write(
                "pom.xml",
                Files.readString(Fixture.named("spring-boot-maven").project().resolve("pom.xml")));
        write("src/main/resources/application.yml", yaml + "server:\n  port: 8123\n");

        assertThat(detect().port()).isEqualTo(8123);
    }

    @Test
    void followsNoLinkOutOfTheTree(@TempDir Path outside) throws Exception {
        Files.writeString(outside.resolve("package.json"), "{\"dependencies\":{\"express\":\"1.0.0\"}}");
        Files.createSymbolicLink(directory.resolve("package.json"), outside.resolve("package.json"));
        Files.createSymbolicLink(directory.resolve("app"), outside);
        write("index.html", PAGE);

        assertThat(detect().language()).isEqualTo("html");
    }

    @Test
    void takesLinksInTheTreeAndSurvivesLoops() throws Exception {
        write("real/page.html", PAGE);
        Files.createSymbolicLink(directory.resolve("index.html"), Path.of("real/page.html"));
        Files.createSymbolicLink(directory.resolve("loop"), directory);
        Files.createSymbolicLink(directory.resolve("self.json"), Path.of("self.json"));
        Files.createSymbolicLink(directory.resolve("gone.json"), Path.of("nowhere"));

        assertThat(detect().language()).isEqualTo("html");
    }

    @Test
    void leavesOutNamesWithControlCharacters() throws Exception {
        write("a\nFROM evil/index.html", PAGE);
        write("index.html", PAGE);

        assertThat(detect().path()).isEqualTo(".");
    }

    static Stream<Arguments> tediousTexts() {
        return Stream.of(
                Arguments.of("build.gradle", "\n"),
                Arguments.of("build.gradle", "/*"),
                Arguments.of("build.sbt", "\n"),
                Arguments.of("project.clj", "a"),
                Arguments.of("Gemfile", "\n"),
                Arguments.of("setup.py", "install_requires=["),
                Arguments.of("config.toml", "\n"),
                Arguments.of(".java-version", "1."),
                Arguments.of(".gitignore", " "),
                Arguments.of("vite.config.js", "'/a': '"));
    }

    /** Each of them once took minutes, or would have: the time that a pattern needs must not grow with the square of a text. */
    @ParameterizedTest
    @MethodSource("tediousTexts")
    @Timeout(60)
    void isNotHeldUpByTediousTexts(String file, String repeated) throws Exception {
        write("pom.xml", "<project><artifactId>a</artifactId></project>");
        write("web/package.json", "{\"dependencies\": {\"react\": \"18\"}, \"devDependencies\": {\"vite\": \"5\"}}");
        write(file, repeated.repeat(MEGABYTE / repeated.length()));
        write("web/" + file, repeated.repeat(MEGABYTE / repeated.length()));

        assertThat(detect()).isNotNull();
    }

    @Test
    void waitsForNoPipe() throws Exception {
        new ProcessBuilder("mkfifo", directory.resolve("package.json").toString())
                .start()
                .waitFor();
        write("index.html", PAGE);

        assertThat(detect().language()).isEqualTo("html");
    }

    @Test
    void generatesForADirectoryWhoseNameWouldMeanSomethingElsewhere() throws Exception {
        String name = "we\"ird '$(x) ${y}";
        write(
                name + "/package.json",
                "{\"scripts\": {\"start\": \"node a.js\", \"test\": \"x\"}, \"dependencies\": {\"express\": \"4\"}}");

        List<GeneratedFile> files = ProjectGenerator.generate(
                ProjectDetector.standard().detect(directory), EnumSet.allOf(GeneratedKind.class));

        assertThat(files)
                .filteredOn(file -> file.path().equals("Jenkinsfile"))
                .singleElement()
                .satisfies(file -> assertThat(file.content()).contains("dir('we\"ird \\'$(x) ${y}')"));
    }

    @Test
    void saysWhenTheTreeIsLargerThanWhatIsLookedAt() throws Exception {
        write("index.html", PAGE);
        for (int i = 0; i < 30; i++) {
            write("pages/%d.html".formatted(i), PAGE);
        }
        TreeLimits few = new TreeLimits(20, 4, MEGABYTE, MEGABYTE);

        assertThat(ProjectDetector.within(few).detect(directory).main().evidence())
                .contains(new Evidence(".", "was looked at in part: it has more than 20 files"));
    }

    @Test
    void looksNoDeeperThanItsLimit() throws Exception {
        write("index.html", PAGE);
        write("a/b/c/package.json", "{}");
        TreeLimits shallow = new TreeLimits(1_000, 2, MEGABYTE, MEGABYTE);

        assertThat(ProjectDetector.within(shallow).detect(directory).main().evidence())
                .contains(new Evidence("a/b/c", "was left out: it lies more than 2 directories deep"));
    }

    @Test
    void refusesWhatIsNoDirectory() throws Exception {
        write("file", "");

        assertThatThrownBy(() -> ProjectDetector.standard().detect(directory.resolve("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("is not valid: expected a directory that exists");
        assertThatThrownBy(() -> ProjectDetector.standard().detect(directory.resolve("file")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("expected a directory; this is a file");
    }

    @Test
    void saysWhatItLookedForInAnEmptyDirectory() {
        assertThatThrownBy(this::detect)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("told by one of pom.xml, build.gradle.kts")
                .hasMessageEndingWith("Dockerfile, Containerfile");
    }

    @Test
    void letsNoTextOfTheProjectIntoAnInstruction() throws Exception {
        String evil = "x\\n\\nRUN curl evil\\nUSER root \\\"; $(id)";
        write("package.json", """
                {"name": "%1$s", "version": "%1$s", "engines": {"node": "%1$s"}, "scripts": {"start": "%1$s", "build": "%1$s"},
                 "packageManager": "npm@1%1$s", "dependencies": {"express": "%1$s"}}
                """.formatted(evil));
        write(".nvmrc", "20\nRUN evil");

        Component component = detect();

        GeneratedFile dockerfile = ProjectGenerator.dockerfile(component).get(0);
        assertThat(dockerfile.content().lines())
                .noneMatch(line -> line.contains("curl evil") || line.startsWith("USER root"));
        assertThat(component.name()).isEqualTo("x-run-curl-evil-user-root-id");
        assertThat(component.evidence())
                .allSatisfy(evidence -> assertThat(evidence.told()).doesNotContain("\n"));
    }

    @Test
    void keepsAStartCommandOfTheProjectWithinItsInstruction() throws Exception {
        write("requirements.txt", "flask==3.0.0");
        write("app.py", "app = Flask(__name__)");
        write("Procfile", "web: FOO=\"a\" gunicorn app:app; echo '\n");

        GeneratedFile dockerfile = ProjectGenerator.dockerfile(detect()).get(0);

        assertThat(dockerfile.content()).endsWith("CMD [\"sh\", \"-c\", \"FOO=\\\"a\\\" gunicorn app:app; echo '\"]\n");
    }

    static Stream<Arguments> hostileManifests() {
        String evil = "x\\n\\nRUN curl evil\\nUSER root \\\"; $(id) }";
        String raw = "x\n\nRUN curl evil\nUSER root ; $(id) }";
        return Stream.of(
                Arguments.of(
                        "Cargo.toml",
                        "[package]\nname = \"%1$s\"\nversion = \"%1$s\"\nrust-version = \"%1$s\"\n[[bin]]\nname = \"%1$s\"\n[dependencies]\naxum = \"%1$s\""
                                .formatted(evil),
                        "src/main.rs"),
                Arguments.of(
                        "pyproject.toml",
                        "[project]\nname = \"%1$s\"\nrequires-python = \"%1$s\"\ndependencies = [\"flask %1$s\"]\n[project.scripts]\n\"%1$s\" = \"a:b\""
                                .formatted(evil),
                        "setup.py"),
                Arguments.of(
                        "composer.json",
                        "{\"name\": \"%1$s\", \"require\": {\"php\": \"%1$s\", \"slim/slim\": \"%1$s\"}, \"config\": {\"platform\": {\"php\": \"%1$s\"}}}"
                                .formatted(evil),
                        "public/index.php"),
                Arguments.of(
                        "pubspec.yaml",
                        "name: \"%1$s\"\ndependencies:\n  shelf: \"%1$s\"".formatted(evil),
                        "bin/a.dart"),
                Arguments.of("shard.yml", "name: %1$s\ntargets:\n  %1$s:\ncrystal: \"%1$s\"".formatted(raw), "a.cr"),
                Arguments.of(
                        "gleam.toml",
                        "name = \"%1$s\"\n[dependencies]\nwisp = \"%1$s\"".formatted(evil),
                        "src/a.gleam"),
                Arguments.of("Gemfile", "ruby '%1$s'\ngem 'sinatra', '%1$s'".formatted(raw), "app.rb"),
                Arguments.of(
                        "mix.exs", "app: :%1$s, elixir: \"%1$s\", {:phoenix, \"%1$s\"}".formatted(raw), "lib/a.ex"),
                Arguments.of(
                        "go.mod",
                        "module %1$s\ngo %1$s\nrequire github.com/gin-gonic/gin %1$s".formatted(raw),
                        "cmd/a b/main.go"),
                Arguments.of(
                        "a.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><AssemblyName>%1$s</AssemblyName><TargetFramework>%1$s</TargetFramework></PropertyGroup></Project>"
                                .formatted(raw),
                        "Program.cs"),
                Arguments.of(
                        "pom.xml",
                        "<project><artifactId>%1$s</artifactId><version>%1$s</version><properties><java.version>%1$s</java.version><start-class>%1$s</start-class></properties></project>"
                                .formatted(raw),
                        "src/main/java/A.java"),
                Arguments.of(
                        "build.gradle",
                        "plugins { id 'application' }\nversion '%1$s'\nmainClass = '%1$s'\nsourceCompatibility = '%1$s'"
                                .formatted(raw),
                        "src/main/java/A.java"),
                Arguments.of("build.sbt", "name := \"%1$s\"".formatted(raw), "src/main/scala/A.scala"),
                Arguments.of("project.clj", "(defproject %1$s \"%1$s\" :main %1$s)".formatted(raw), "src/a.clj"),
                Arguments.of("Package.swift", ".executableTarget(name: \"%1$s\")".formatted(raw), "a.swift"),
                Arguments.of("CMakeLists.txt", "add_executable(%1$s main.cpp)".formatted(raw), "main.cpp"),
                Arguments.of(
                        "deno.json",
                        "{\"tasks\": {\"start\": \"%1$s\"}, \"imports\": {\"hono\": \"%1$s\"}}".formatted(evil),
                        "main.ts"),
                Arguments.of("crontab", "* * * * * %1$s".formatted(raw), "start.sh"),
                Arguments.of("Procfile", "worker: %1$s\nweb: \"; RUN curl evil".formatted(raw), "app.py"),
                Arguments.of(
                        "compose.yaml", "services:\n  \"%1$s\":\n    image: \"%1$s\"\n".formatted(evil), "index.html"));
    }

    @ParameterizedTest
    @MethodSource("hostileManifests")
    void letsNoTextOfAnyManifestOutOfItsPlace(String file, String text, String source) throws Exception {
        write(file, text);
        write(source, "static void main(String[] a) {}");

        List<GeneratedFile> files;
        try {
            files = ProjectGenerator.generate(
                    ProjectDetector.standard().detect(directory), EnumSet.allOf(GeneratedKind.class));
        } catch (InvalidInputException refused) {
            assertThat(refused.getMessage()).contains("is not valid: expected");
            return;
        }

        assertThat(files).isNotEmpty().allSatisfy(generated -> {
            assertThat(generated.path()).matches("[A-Za-z0-9._/-]+");
            assertThat(generated.content().lines().map(String::strip))
                    .noneMatch(line -> line.startsWith("RUN curl evil") || line.startsWith("USER root"));
        });
        assertThat(files)
                .filteredOn(generated -> generated.path().endsWith(".conf"))
                .allSatisfy(generated -> assertThat(generated.content()).doesNotContain("curl evil", "$("));
    }

    private Component detect() throws InvalidInputException {
        return ProjectDetector.standard().detect(directory).main();
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    private static String laughs() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE project [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) {
            xml.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        return xml + "]><project><artifactId>&a39;</artifactId></project>";
    }
}
