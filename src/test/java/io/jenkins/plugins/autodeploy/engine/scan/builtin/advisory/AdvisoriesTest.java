package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.OsvZip.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoriesTest {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final SoftwarePackage NPM = SoftwarePackage.of("npm", "a", "1.0.0", "pkg:npm/a@1.0.0", "x");
    private static final SoftwarePackage PYTHON = SoftwarePackage.of("PyPI", "a", "1.0", "pkg:pypi/a@1.0", "x");

    @TempDir
    Path directory;

    private HttpServer registry;

    @BeforeEach
    void start() throws Exception {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            byte[] answer = """
                    {"a": [{"url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "severity": "high", "vulnerable_versions": "<2.0.0"}]}""".getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void allSourcesAreAskedAndTheSameVulnerabilityIsFoundOnce() throws Exception {
        OsvZip.write(directory.resolve("npm.zip"), entry("GHSA-aaaa-bbbb-cccc", "npm", "a", "0", "2.0.0"));
        OsvZip.write(directory.resolve("PyPI.zip"), entry("PYSEC-1", "PyPI", "a", "0", "2.0"));
        writeRepository();
        Advisories advisories = Advisories.open(directory, audit());
        List<SoftwarePackage> packages = new ArrayList<>(List.of(NPM, PYTHON));
        packages.addAll(advisories.libraries().orElseThrow().identify("lib-1.0.js", ""));

        AdvisoryMatches matches = advisories.look(packages);

        assertThat(matches.findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("GHSA-aaaa-bbbb-cccc", "PYSEC-1", "retire-lib-below-2.0");
        assertThat(matches.time()).isEqualTo(Instant.parse("2024-05-01T10:00:00.123456Z"));
    }

    @Test
    void theAuditEndpointStandsInForAnExportOfNpmAlone() throws Exception {
        OsvZip.write(directory.resolve("PyPI.zip"), entry("PYSEC-1", "PyPI", "a", "0", "2.0"));

        assertThat(Advisories.open(directory, audit())
                        .look(List.of(NPM, PYTHON))
                        .findings())
                .hasSize(2);
        assertThat(Advisories.open(null, audit()).look(List.of(NPM)).time()).isEqualTo(NOW);
        assertThat(Advisories.open(null, audit()).look(List.of(NPM, PYTHON)).remarks())
                .containsExactly("Packages of PyPI were not looked up: npm's registry knows its own alone");
        assertThatThrownBy(() -> Advisories.open(directory, (NpmAudit) null).look(List.of(NPM)))
                .hasMessageContaining("none for npm");
    }

    @Test
    void aRepositoryOfLibrariesAloneTellsWhenItWasWritten() throws Exception {
        writeRepository();
        Advisories advisories = Advisories.open(directory, false);

        assertThat(advisories.look(List.of()).time())
                .isEqualTo(Files.getLastModifiedTime(directory.resolve(JavaScriptLibraries.FILE))
                        .toInstant());
        assertThatThrownBy(() -> advisories.look(List.of(NPM))).hasMessageContaining("none for npm");
    }

    @Test
    void noRepositoryOfLibrariesIsNoFault() throws Exception {
        OsvZip.write(directory.resolve("npm.zip"), entry("GHSA-1", "npm", "a", "0", "2.0.0"));

        assertThat(Advisories.open(directory, false).libraries()).isEmpty();
        assertThat(Advisories.open(directory, false).look(List.of()))
                .isEqualTo(new AdvisoryMatches(List.of(), null, List.of()));
    }

    @Test
    void aMissingOrEmptyDirectoryFails() throws Exception {
        Files.writeString(directory.resolve("README"), "no export");

        for (Path wrong : List.of(directory, directory.resolve("missing"), directory.resolve("README"))) {
            assertThatThrownBy(() -> Advisories.open(wrong, false))
                    .isInstanceOf(AdvisoriesUnusableException.class)
                    .hasMessageContaining(wrong.toString())
                    .hasMessageContaining("missing or holds no export");
        }
    }

    @Test
    void aDamagedRepositoryFailsBeforeAnythingIsLookedAt() throws Exception {
        Files.writeString(directory.resolve(JavaScriptLibraries.FILE), "{");

        assertThatThrownBy(() -> Advisories.open(directory, false)).hasMessageContaining(JavaScriptLibraries.FILE);
    }

    private void writeRepository() throws Exception {
        Files.writeString(directory.resolve(JavaScriptLibraries.FILE), """
                {"lib": {"extractors": {"filename": ["lib-(§§version§§).js"]}, "vulnerabilities": [{"below": "2.0", "identifiers": {}}]}}""");
    }

    private NpmAudit audit() {
        URI address = URI.create(
                "http://127.0.0.1:%d/".formatted(registry.getAddress().getPort()));
        return new NpmAudit(address, Duration.ofSeconds(60), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
