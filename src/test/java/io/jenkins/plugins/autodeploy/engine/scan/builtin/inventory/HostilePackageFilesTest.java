package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lock files that were made to harm, or are merely huge. */
@Timeout(300)
class HostilePackageFilesTest {
    private static final int MANY = PackageList.MOST_PACKAGES;

    static Stream<Arguments> nested() {
        return Stream.of(
                Arguments.of("package-lock.json", "{\"packages\": " + "[".repeat(1_000_000)),
                Arguments.of("package-lock.json", "{\"dependencies\": " + "{\"a\":{\"dependencies\":".repeat(100_000)),
                Arguments.of("pnpm-lock.yaml", "lockfileVersion: 9\npackages: " + "[".repeat(100_000)),
                Arguments.of("bun.lock", "{\"packages\": {\"a\":" + "[".repeat(1_000_000)),
                Arguments.of("Cargo.lock", "package = " + "[".repeat(100_000)),
                Arguments.of("poetry.lock", "package = " + "{a=".repeat(100_000)),
                Arguments.of("composer.lock", "{\"packages\": " + "[".repeat(1_000_000)),
                Arguments.of("x.deps.json", "{\"libraries\": {\"a\":" + "{\"a\":".repeat(1_000_000)));
    }

    @ParameterizedTest
    @MethodSource("nested")
    void refusesDeepNesting(String path, String content) {
        assertThatThrownBy(() -> PackageFilesTest.read(path, content))
                .isInstanceOf(UnreadablePackageFileException.class)
                .hasMessageStartingWith(path + " cannot be read: it is not valid ");
    }

    @Test
    void survivesDeepXml() throws Exception {
        String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        String model = "<project><version>" + deep + "</version><dependencies>" + deep + "</dependencies></project>";
        assertThat(PackageFilesTest.read("pom.xml", model)).isEmpty();
    }

    @Test
    void readsNothingOutsideOfXml() {
        String model = "<!DOCTYPE project [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><project>&x;</project>";
        assertThatThrownBy(() -> PackageFilesTest.read("pom.xml", model))
                .hasMessage("pom.xml cannot be read: it is not valid XML, see line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yarn.lock",
                "requirements.txt",
                "go.mod",
                "Gemfile.lock",
                "gradle.lockfile",
                "package-lock.json",
                "pnpm-lock.yaml",
                "Cargo.lock",
                "pom.xml",
                "a.dist-info/METADATA"
            })
    void refusesWhatIsNotText(String path) {
        assertThatThrownBy(() -> PackageFilesTest.read(path, "# yarn lockfile v1\0\0module x"))
                .hasMessage(path + " cannot be read: it is not text");
    }

    @Test
    void doesNotPutInWhatYamlAliasesStandFor() throws Exception {
        String bomb = "lockfileVersion: '6.0'\na: &a [x,x,x,x,x,x,x,x,x]\n"
                + IntStream.range(0, 40)
                        .mapToObj(i -> "%s: &%s [*%s,*%s,*%s,*%s,*%s,*%s,*%s,*%s,*%s]\n"
                                .formatted(
                                        "b" + i, "b" + i, before(i), before(i), before(i), before(i), before(i),
                                        before(i), before(i), before(i), before(i)))
                        .collect(Collectors.joining())
                + "packages:\n  /ms@2.1.2: *b39\n";
        assertThat(PackageFilesTest.read("pnpm-lock.yaml", bomb)).hasSize(1);
    }

    private static String before(int i) {
        return i == 0 ? "a" : "b" + (i - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\u001b[31mred", "a b", "a\\u202eb", "a\\nb", "../../../etc/passwd", "a/./b"})
    void refusesNamesThatWouldNotBeSeenAsTheyAre(String name) {
        String lock = "{\"packages\": {\"node_modules/%s\": {\"version\": \"1.0.0\"}}}".formatted(name);
        assertThatThrownBy(() -> PackageFilesTest.read("package-lock.json", lock))
                .hasMessage("package-lock.json cannot be read: it has a package whose name or version cannot be one");
    }

    @Test
    void encodesNamesInPackageUrls() throws Exception {
        String lock = "{\"packages\": {\"node_modules/<script>?#%\": {\"version\": \"1.0.0\"}}}";
        List<SoftwarePackage> found = PackageFilesTest.read("package-lock.json", lock);
        assertThat(found)
                .extracting(SoftwarePackage::packageUrl)
                .containsExactly("pkg:npm/%3Cscript%3E%3F%23%25@1.0.0");
    }

    @Test
    void tellsNothingOfTheContentInItsMessages() {
        assertThatThrownBy(() -> PackageFilesTest.read("package-lock.json", "{\"a\": hunter2}"))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThatThrownBy(() -> PackageFilesTest.read("dir\u001B[31m\n/package-lock.json", "{"))
                .hasMessage("dir /package-lock.json cannot be read: it is not valid JSON, see line 1");
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of(
                        "package-lock.json",
                        lines(
                                "{\"lockfileVersion\": 3, \"packages\": {",
                                i -> "\"node_modules/p%d\": {\"version\": \"1.0.%d\", \"integrity\": \"%s\"},"
                                        .formatted(i, i, "x".repeat(220)),
                                "\"\": {}}}")),
                Arguments.of(
                        "pnpm-lock.yaml",
                        lines(
                                "lockfileVersion: '9.0'\npackages:\n",
                                i -> "  p%d@1.0.%d:\n    resolution: {integrity: %s}\n"
                                        .formatted(i, i, "x".repeat(220)),
                                "")),
                Arguments.of(
                        "Cargo.lock",
                        lines(
                                "",
                                i -> "[[package]]\nname = \"p%d\"\nversion = \"1.0.%d\"\nsource = \"registry+x\"\n"
                                        .formatted(i, i),
                                "")));
    }

    private static byte[] lines(String before, IntFunction<String> entry, String after) {
        return IntStream.range(0, MANY)
                .mapToObj(entry)
                .collect(Collectors.joining("", before, after))
                .getBytes(UTF_8);
    }

    @ParameterizedTest
    @MethodSource("large")
    void readsAHundredThousandPackages(String path, byte[] content) throws Exception {
        assertThat(PackageFiles.read(path, content)).hasSize(MANY);
    }

    static Stream<Arguments> files() throws IOException {
        Path formats = Path.of("src/test/resources/scan/inventory");
        try (Stream<Path> all = Files.walk(formats)) {
            return all
                    .filter(file -> file.toString().contains("files") && Files.isRegularFile(file))
                    .map(file ->
                            Arguments.of(formats.relativize(file).toString().replace('\\', '/'), file))
                    .filter(file -> PackageFiles.reads((String) file.get()[0]))
                    .toList()
                    .stream();
        }
    }

    /** Bytes that mean something to one format or another, where others were. */
    @ParameterizedTest
    @MethodSource("files")
    void endsInPackagesOrInASentenceWhateverTheDamage(String path, Path file) throws Exception {
        byte[] marks = "{}[]<>\"':,=&*!|%@#-\\\n\t 0".getBytes(UTF_8);
        Random random = new Random(42);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) + 1 : whole.length);
            for (int j = 0; j <= i % 5; j++) {
                boolean mark = random.nextBoolean();
                damaged[random.nextInt(damaged.length)] =
                        mark ? marks[random.nextInt(marks.length)] : (byte) random.nextInt();
            }
            try {
                assertThat(PackageFiles.read(path, damaged)).doesNotContainNull();
            } catch (UnreadablePackageFileException e) {
                assertThat(e).hasMessageStartingWith(path + " cannot be read: ");
            }
        }
    }

    @Test
    void refusesMorePackagesThanAnythingHas() {
        byte[] content = IntStream.rangeClosed(0, MANY)
                .mapToObj(i -> "p" + i + "==1\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        assertThatThrownBy(() -> PackageFiles.read("requirements.txt", content))
                .hasMessage("requirements.txt cannot be read: it has more than 100,000 packages");
    }

    @Test
    void refusesLargerFiles() {
        assertThatThrownBy(() -> PackageFiles.read("package-lock.json", new byte[PackageFile.LARGEST + 1]))
                .hasMessage("package-lock.json cannot be read: it is larger than 32 MB");
        assertThatThrownBy(() -> PackageFiles.read("Cargo.lock", new byte[(8 << 20) + 1]))
                .hasMessage("Cargo.lock cannot be read: it is larger than 8 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yarn.lock",
                "requirements.txt",
                "go.mod",
                "Gemfile.lock",
                "gradle.lockfile",
                "x.egg-info",
                "pom.xml"
            })
    void isDoneWithOneEndlessLineInTime(String path) {
        for (String part : List.of("a", " ", "a@", "a==", "(", "-", "\"", "a@npm:", "=> v1 ", "[", "${", ":")) {
            String line = part.repeat((256 << 10) / part.length());
            try {
                PackageFilesTest.read(path, "# yarn lockfile v1\n" + line);
            } catch (UnreadablePackageFileException e) {
                assertThat(e).hasMessageStartingWith(path + " cannot be read: it ");
            }
        }
    }
}
