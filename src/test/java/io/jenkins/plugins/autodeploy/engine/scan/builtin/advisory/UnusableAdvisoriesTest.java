package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.OsvZip.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with an export fails the scan and says where: it never counts as no findings. */
class UnusableAdvisoriesTest {
    private static final String GOOD = entry("GHSA-1", "npm", "a", "0", "2.0.0");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|it is no JSON object",
                "''|it is no JSON object",
                "{\"id\": \"GHSA-2\"}|does not say when it was modified",
                "{\"id\": \"GHSA-2\", \"modified\": \"yesterday\"}|at no time that can be read",
                "{\"id\": \"GHSA-2\", \"modified\": \"2024-05-01T10:00:00Z\"|is damaged",
                "{\"id\": \"GHSA-2\", \"modified\": \"2024-05-01T10:00:00Z\"} {}|something follows",
                "{\"modified\": \"2024-05-01T10:00:00Z\", \"affected\": [1]}|no list of objects",
                "{\"modified\": \"2024-05-01T10:00:00Z\", \"affected\": [{\"package\": {\"ecosystem\": \"npm\", \"name\": \"a\"}}]}|has no id",
                "{\"id\": \"X-1\", \"modified\": \"2024-05-01T10:00:00Z\", \"affected\": [{\"package\": {\"ecosystem\": \"npm\", \"name\": \"a\"}, \"ranges\": [{\"type\": \"SEMVER\", \"events\": [{\"sneaked\": \"1\"}]}]}]}|does not know"
            })
    void anEntryThatIsNoAdvisoryFails(String entry, String why) throws Exception {
        OsvZip.write(directory.resolve("npm/all.zip"), GOOD, entry);

        assertThatThrownBy(this::look)
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("OSV-1.json in ")
                .hasMessageContaining("all.zip")
                .hasMessageContaining(why);
    }

    @Test
    void anEntryThatIsTooLargeOrTooDeepFails() throws Exception {
        String large = entry("GHSA-2", "\"details\": \"%s\"".formatted("x".repeat(4 << 20)));
        OsvZip.write(directory.resolve("npm.zip"), large);
        assertThatThrownBy(this::look).hasMessageContaining("OSV-0.json").hasMessageContaining("larger than 4 MB");

        OsvZip.write(directory.resolve("npm.zip"), entry("GHSA-2", "\"x\": " + "[".repeat(100_000)));
        assertThatThrownBy(this::look).hasMessageContaining("OSV-0.json").hasMessageContaining("is damaged");
    }

    @Test
    void aZipThatWasCutOffFailsWhereverItWas() throws Exception {
        Path zip = OsvZip.write(directory.resolve("npm.zip"), GOOD, GOOD);
        byte[] whole = Files.readAllBytes(zip);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(zip, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::look)
                    .as("cut off at " + length)
                    .isInstanceOf(AdvisoriesUnusableException.class)
                    .hasMessageContaining("npm.zip");
        }
    }

    @Test
    void aFlippedBitInAnEntryFails() throws Exception {
        Path zip = OsvZip.write(directory.resolve("npm.zip"), GOOD);
        byte[] whole = Files.readAllBytes(zip);
        int inside = 30 + "OSV-0.json".length();
        for (int at = inside; at < inside + 100; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(zip, damaged);
            assertThatThrownBy(this::look).as("bit at " + at).isInstanceOf(AdvisoriesUnusableException.class);
        }
    }

    @Test
    void aDamagedUnpackedEntryFails() throws Exception {
        Files.createDirectories(directory.resolve("npm"));
        Files.writeString(directory.resolve("npm/GHSA-2.json"), "{");

        assertThatThrownBy(this::look).hasMessageContaining("GHSA-2.json").hasMessageContaining("is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyPI", "Debian:12", "Debian:13", "Debian", "Unheard:1"})
    void packagesOfAnEcosystemWithoutAdvisoriesFail(String ecosystem) throws Exception {
        OsvZip.write(directory.resolve("npm.zip"), GOOD);
        OsvZip.write(directory.resolve("Debian.zip"), entry("DSA-1", "Debian:11", "a", "0", "2"));

        assertThatThrownBy(() -> new OsvDatabase(directory)
                        .look(List.of(SoftwarePackage.of(ecosystem, "a", "1", "pkg:x/a@1", "x")), Set.of()))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("none for " + ecosystem);
    }

    @Test
    void aZipOfAnotherEcosystemIsNoExportOfThisOne() throws Exception {
        OsvZip.write(directory.resolve("npm.zip"), entry("GHSA-1", "PyPI", "a", "0", "2.0.0"));

        assertThatThrownBy(this::look).hasMessageContaining("none for npm");
    }

    @Test
    void anInterruptedThreadStops() throws Exception {
        OsvZip.write(directory.resolve("npm.zip"), GOOD);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::look).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void anExportOfTwentyThousandAdvisoriesIsReadWhole() throws Exception {
        List<String> entries = new ArrayList<>();
        String details = "\"details\": \"%s\", \"affected\"".formatted("Some words of what can happen. ".repeat(60));
        IntStream.range(0, 20_000)
                .forEach(i -> entries.add(
                        entry("GHSA-" + i, "npm", "package-" + i, "0", "2.0.0").replace("\"affected\"", details)));
        OsvZip.write(directory.resolve("npm.zip"), entries);
        List<SoftwarePackage> packages = IntStream.range(0, 1_000)
                .mapToObj(i -> SoftwarePackage.of("npm", "package-" + i * 20, "1.0.0", "pkg:npm/x", "x"))
                .toList();

        AdvisoryMatches matches = new OsvDatabase(directory).look(packages, Set.of());

        assertThat(matches.findings()).hasSize(1_000);
    }

    private AdvisoryMatches look() throws Exception {
        return new OsvDatabase(directory)
                .look(List.of(SoftwarePackage.of("npm", "a", "1.0.0", "pkg:npm/a@1.0.0", "x")), Set.of());
    }
}
