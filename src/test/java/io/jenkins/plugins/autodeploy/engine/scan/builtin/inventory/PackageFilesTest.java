package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each folder of {@code scan/inventory} has the files of a format, and beside them the packages that they name: {@code -Dgolden.write} writes those. */
class PackageFilesTest {
    private static final Path FORMATS = Path.of("src/test/resources/scan/inventory");

    static Stream<String> formats() throws IOException {
        try (Stream<Path> folders = Files.list(FORMATS)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void namesThePackagesOfEachFormat(String format) throws Exception {
        Path files = FORMATS.resolve(format).resolve("files");
        List<String> told = new ArrayList<>();
        for (Path file : regularFiles(files)) {
            String path = files.relativize(file).toString().replace('\\', '/');
            if (PackageFiles.reads(path)) {
                told.add(path);
                PackageFiles.read(path, Files.readAllBytes(file)).forEach(found -> told.add("  " + line(path, found)));
            }
        }
        Path expected = FORMATS.resolve(format).resolve("expected.txt");
        if (System.getProperty("golden.write") != null) {
            Files.write(expected, told);
        }
        assertThat(told).isNotEmpty().isEqualTo(Files.readAllLines(expected));
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String line(String path, SoftwarePackage found) {
        assertThat(found.location()).isEqualTo(path);
        return "%s %s %s %s%s%s"
                .formatted(
                        found.ecosystem(),
                        found.name(),
                        found.version(),
                        found.packageUrl(),
                        found.license() == null ? "" : " (" + found.license() + ")",
                        found.development() ? " development" : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package.json",
                "src/package.json",
                "node_modules/a/lib/package.json",
                "node_modules/.bin/package.json",
                "node_modules/@scope/package.json",
                "go.sum",
                "requirements.in",
                "installed.json",
                "rack.gemspec",
                "package-lock.json.bak",
                "x.csproj",
                "pom.properties",
                "node_modules/a/yarn.lock",
                "node_modules/node-gyp/gyp/requirements_dev.txt",
                "usr/lib/python3/dist-packages/a/requirements.txt",
                "vendor/a/b/composer.lock",
                "root/go/pkg/mod/example.com/a@v1.0.0/go.mod",
                "root/.cargo/registry/src/a-1.0.0/Cargo.lock",
                "usr/lib/ruby/gems/3.2.0/gems/rack-3.0.0/Gemfile.lock",
                "app/META-INF/maven/g/a/pom.xml",
                "README.md",
                ""
            })
    void leavesOtherFilesAlone(String path) {
        assertThat(PackageFiles.reads(path)).isFalse();
        assertThatThrownBy(() -> PackageFiles.read(path, new byte[0]))
                .isInstanceOf(UnreadablePackageFileException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "package-lock.json     | {                          | it is not valid JSON, see line 1",
                "package-lock.json     | {\"packages\": {}} x       | it is not valid JSON, see line 1",
                "package-lock.json     | []                         | it has neither packages nor dependencies",
                "package-lock.json     | {\"name\": \"x\"}          | it has neither packages nor dependencies",
                "package-lock.json     | ''                         | it has neither packages nor dependencies",
                "yarn.lock             | foo                        | it is of no version of Yarn that is known",
                "pnpm-lock.yaml        | packages: {}               | it has no lockfileVersion",
                "pnpm-lock.yaml        | 'a: [b'                    | it is not valid YAML, see line 1",
                "bun.lock              | {}                         | it has no lockfileVersion",
                "poetry.lock           | [[package]                 | it is not valid TOML, see line 1",
                "poetry.lock           | x = 1                      | it has no list of packages",
                "pylock.toml           | packages = 1               | it has no list of packages",
                "uv.lock               | ''                         | it has no list of packages",
                "Cargo.lock            | ''                         | it has no list of packages",
                "Pipfile.lock          | {}                         | it has neither default nor develop",
                "a.dist-info/METADATA  | Name: a                    | it has no name or no version",
                "gradle.lockfile       | a:b=c                      | it has a line that is not group:artifact:version=configurations",
                "pom.xml               | <project>                  | it is not valid XML, see line 1",
                "pom.xml               | <x/>                       | it has no element project at the top",
                "go.mod                | require a v1               | it has no line that names the module",
                "composer.lock         | {}                         | it has no list of packages",
                "Gemfile.lock          | x                          | it has no section of gems",
                "packages.lock.json    | {}                         | it has no dependencies",
                "x.deps.json           | {}                         | it has no libraries",
                "packages.config       | <x/>                       | it has no element packages at the top",
            })
    void tellsWhyAFileCannotBeRead(String path, String content, String why) {
        assertThatThrownBy(() -> read(path, content))
                .isInstanceOf(UnreadablePackageFileException.class)
                .hasMessage("%s cannot be read: %s", path, why)
                .hasNoCause();
    }

    @Test
    void isForDevelopmentOnlyWhenNothingElseNeedsIt() throws Exception {
        String lock = """
                {"default": {"a": {"version": "==1"}}, "develop": {"a": {"version": "==1"}, "b": {"version": "==2"}}}
                """;
        assertThat(read("Pipfile.lock", lock))
                .extracting(SoftwarePackage::name, SoftwarePackage::development)
                .containsExactly(tuple("a", false), tuple("b", true));
    }

    @Test
    void leavesOutWhatIsAtAnAddressThatMayCarryAPassword() throws Exception {
        String lock = """
                {"lockfileVersion": 1, "dependencies": {
                  "a": {"version": "git+https://user:secret@git.example.com/a.git#1"},
                  "b": {"version": "file:../b"},
                  "c": {"version": "1.0.0"}}}
                """;
        assertThat(read("package-lock.json", lock))
                .extracting(SoftwarePackage::name)
                .containsExactly("c");
    }

    @Test
    void readsWhatPowerShellWrites() throws Exception {
        byte[] content = "\uFEFFflask==3.0.2\r\n".getBytes(UTF_16LE);
        assertThat(PackageFiles.read("requirements.txt", content))
                .extracting(SoftwarePackage::packageUrl)
                .containsExactly("pkg:pypi/flask@3.0.2");
    }

    @Test
    void takesThePackagesOfWorkspacesInBunFromTheNearestAbove() throws Exception {
        String lock = """
                {"lockfileVersion": 1,
                 "workspaces": {"": {"dependencies": {"a": "1"}, "devDependencies": {"b": "1"}}},
                 "packages": {
                   "a": ["a@1.0.0", "", {"dependencies": {"c": "2"}}, "sha512-x"],
                   "a/c": ["c@2.0.0", "", {"dependencies": {"d": "1"}}, "sha512-x"],
                   "b": ["b@1.0.0", "", {"dependencies": {"c": "1"}}, "sha512-x"],
                   "c": ["c@1.0.0", "", {}, "sha512-x"],
                   "d": ["d@1.0.0", "", {}, "sha512-x"],
                   "web": ["web@workspace:web"],
                 }}
                """;
        assertThat(read("bun.lock", lock))
                .filteredOn(SoftwarePackage::development)
                .extracting(SoftwarePackage::packageUrl)
                .containsExactly("pkg:npm/b@1.0.0", "pkg:npm/c@1.0.0");
    }

    static List<SoftwarePackage> read(String path, String content) throws UnreadablePackageFileException {
        return PackageFiles.read(path, content.getBytes(UTF_8));
    }
}
