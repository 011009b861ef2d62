package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmAuditTest {
    private static final Instant NOW = Instant.parse("2024-05-01T10:00:00Z");
    private static final String ANSWER = """
            {"lodash": [{"id": 1106913, "url": "https://github.com/advisories/GHSA-35jh-r3h4-6jhm",
              "title": "Command Injection in lodash", "severity": "high", "vulnerable_versions": "<4.17.21",
              "cwe": ["CWE-77"], "cvss": {"score": 7.2, "vectorString": "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H"}},
             {"id": 7, "url": "https://npmjs.com/advisories/7", "title": "Other", "severity": "moderate",
              "vulnerable_versions": ">=1.0.0 <1.2.3 || ^4.0.0"}]}""";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private volatile String path;
    private volatile String body;

    /** What the registry does with a request. */
    private interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void namesAndVersionsAreAskedForAtOnceAndVulnerableOnesFound() throws Exception {
        answer(exchange -> reply(exchange, 200, ANSWER));

        AdvisoryMatches matches =
                look(npm("lodash", "4.17.20"), npm("lodash", "1.1.0"), npm("a", "1.0.0"), npm("b", "file:../b"));

        assertThat(path).isEqualTo("/npm/-/npm/v1/security/advisories/bulk");
        assertThat(body).isEqualTo("{\"a\":[\"1.0.0\"],\"lodash\":[\"1.1.0\",\"4.17.20\"]}");
        assertThat(matches.time()).isEqualTo(NOW);
        assertThat(matches.findings())
                .extracting(Finding::installed, Finding::id, Finding::fixed)
                .containsExactly(
                        tuple("4.17.20", "GHSA-35jh-r3h4-6jhm", "4.17.21"),
                        tuple("4.17.20", "npm-7", "5.0.0"),
                        tuple("1.1.0", "GHSA-35jh-r3h4-6jhm", "4.17.21"),
                        tuple("1.1.0", "npm-7", "1.2.3"));
        Finding first = matches.findings().get(0);
        assertThat(first.severity()).isEqualTo(Severity.HIGH);
        assertThat(first.severitySource()).isEqualTo("npm");
        assertThat(first.cvss()).isEqualTo("CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H");
        assertThat(first.link()).isEqualTo("https://github.com/advisories/GHSA-35jh-r3h4-6jhm");
        assertThat(first.location()).isEqualTo("package-lock.json");
        assertThat(matches.findings().get(1).severitySource()).isEqualTo("npm: moderate");
    }

    @Test
    void aRegistryThatKnowsOfNothingIsBelieved() throws Exception {
        answer(exchange -> reply(exchange, 200, "{}"));

        assertThat(look(npm("a", "1.0.0"))).isEqualTo(new AdvisoryMatches(List.of(), NOW, List.of()));
    }

    @Test
    void noPackagesAreNoQuestion() throws Exception {
        assertThat(look()).isEqualTo(new AdvisoryMatches(List.of(), null, List.of()));
        assertThat(path).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "405, it has no audit endpoint",
        "404, it has no audit endpoint",
        "503, it is out of order",
        "403, not allowed",
        "429, too many requests",
        "302, it is elsewhere",
        "204, refused with status 204"
    })
    void aRefusalFailsWithItsStatusInWords(int status, String words) {
        answer(exchange -> reply(exchange, status, ""));

        assertThatThrownBy(() -> look(npm("a", "1.0.0")))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("status " + status)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>captive portal</html>",
                "[]",
                "{\"a\": {}}",
                "{\"a\": [{}]}",
                "{\"a\": [{\"vulnerable_versions\": \"\"}]}",
                "{\"a\": [{\"vulnerable_versions\": \"garbage\"}]}",
                "{\"a\": [{\"vulnerable_versions\": \"<1.0.0 || garbage\"}]}",
                "{\"a\": [{\"vulnerable_versions\": \"<2.0.0\"}]"
            })
    void anOddAnswerFails(String answer) {
        answer(exchange -> reply(exchange, 200, answer));

        assertThatThrownBy(() -> look(npm("a", "1.0.0")))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("The audit endpoint of the npm registry 127.0.0.1 answered");
    }

    @Test
    void aHugeAnswerIsGivenUp() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 500; i++) {
                    out.write(block);
                }
            }
        });

        assertThatThrownBy(() -> look(npm("a", "1.0.0"))).hasMessageContaining("more than 32 MB");
    }

    @Test
    void aSlowAnswerIsGivenUp() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            end.await();
        });

        assertThatThrownBy(() -> look(Duration.ofMillis(300), npm("a", "1.0.0")))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("did not answer within");
    }

    @Test
    void anInterruptedThreadStops() {
        answer(exchange -> end.await());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> look(npm("a", "1.0.0"))).isInstanceOf(InterruptedIOException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aRegistryThatIsNotThereFailsWithoutTellingCredentialsInItsAddress() {
        int port = server.getAddress().getPort();
        server.stop(0);
        URI registry = URI.create("http://user:s3cret@127.0.0.1:%d/".formatted(port));

        assertThatThrownBy(() -> new NpmAudit(registry, Duration.ofSeconds(20), Clock.systemUTC())
                        .look(List.of(npm("a", "1.0.0"))))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("127.0.0.1 cannot be reached")
                .hasMessageNotContaining("s3cret");
    }

    private void answer(Answer answer) {
        server.createContext("/", exchange -> {
            path = exchange.getRequestURI().getPath();
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try (exchange) {
                answer.give(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void reply(HttpExchange exchange, int status, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private AdvisoryMatches look(SoftwarePackage... packages) throws Exception {
        return look(Duration.ofSeconds(60), packages);
    }

    private AdvisoryMatches look(Duration longest, SoftwarePackage... packages) throws Exception {
        URI registry = URI.create(
                "http://127.0.0.1:%d/npm/".formatted(server.getAddress().getPort()));
        return new NpmAudit(registry, longest, Clock.fixed(NOW, ZoneOffset.UTC)).look(List.of(packages));
    }

    private static SoftwarePackage npm(String name, String version) {
        return SoftwarePackage.of("npm", name, version, "pkg:npm/%s@%s".formatted(name, version), "package-lock.json");
    }
}
