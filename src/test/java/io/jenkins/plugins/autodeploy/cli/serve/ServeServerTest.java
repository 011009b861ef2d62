package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeServerTest {
    @TempDir
    private Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private ServeServer server;

    @BeforeEach
    void serve() throws Exception {
        ExampleJob example = new ExampleJob(home);
        example.past(3);
        server = ServeServer.start(example.store, 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listensOnThisMachineOnly() throws IOException {
        assertThat(InetAddress.getByName(URI.create(server.url()).getHost()).isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jobs/shop/", "jobs/shop/api/history", "static/deployments/page.js", "jobs/none/", "nothing"})
    void everyAnswerKeepsThePageToItself(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "jobs/shop/api/history, 200, application/json",
        "jobs/shop/api/runs/3/events, 200, application/json",
        "jobs/shop/api/runs/99, 404, application/json",
        "jobs/shop/api/queue, 200, application/json",
        "jobs/none/api/queue, 404, application/json",
        "jobs/none/api/history, 404, application/json",
        "jobs/shop/api/audit, 200, application/json",
        "jobs/none/api/audit, 404, application/json",
        "jobs/shop/api/runs/3/scans, 200, application/json",
        "jobs/shop/api/runs/3/scans/1, 200, application/json",
        "jobs/shop/runs/3/scan/, 200, text/html",
        "jobs/shop/runs/3/scan/report.json, 200, application/json",
        "jobs/shop/runs/3/scan/run.json, 404, application/json",
        "jobs/shop/runs/3/scan-2/, 404, text/html",
        "jobs/shop/runs/03/scan/, 404, text/html",
        "jobs/shop/runs/3/other/, 404, text/html",
        "jobs/none/runs/3/scan/, 404, text/html",
        "static/deployments/deployments.css, 200, text/css",
        "static/deployments/current.css, 200, text/css",
        "static/deployments/overview.css, 200, text/css",
        "static/deployments/scan-trend.css, 200, text/css",
        "static/terminal.css, 200, text/css",
        "static/js/lib/lit-html/lit-html.js, 200, text/javascript",
        "static/js/lib/lit-html/directives/repeat.js, 200, text/javascript",
        "static/deployments/../../logback.xml, 404, ''",
        "static/io/jenkins/plugins/autodeploy/cli/serve/ServeServer.class, 404, ''"
    })
    void servesThePageAndItsApiAndNothingElse(String path, int status, String type) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", "192.168.0.7"})
    void refusesRequestsUnderAForeignName(String host) throws IOException {
        assertThat(raw("GET /jobs/shop/api/history HTTP/1.1", "Host: " + host)).contains(" 403 ");
    }

    @Test
    void opensItsFeedToItsOwnPageOnly() throws IOException {
        String host = URI.create(server.url()).getAuthority();
        String[] upgrade = {
            "GET /jobs/shop/feed HTTP/1.1",
            "Host: " + host,
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Origin: http://" + host
        };
        assertThat(raw(upgrade)).contains(" 101 ");
        upgrade[5] = "Origin: http://evil.example";
        assertThat(raw(upgrade)).contains(" 403 ");
        upgrade[5] = "X-None: 1";
        assertThat(raw(upgrade)).contains(" 403 ");
    }

    @Test
    void takesNoOrders() throws Exception {
        HttpRequest order = HttpRequest.newBuilder(URI.create(server.url() + "jobs/shop/api/rollback"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(order, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isIn(404, 405);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The status line of the answer. */
    private String raw(String... lines) throws IOException {
        URI url = URI.create(server.url());
        boolean upgrade = String.join("", lines).contains("Upgrade");
        String request = String.join("\r\n", lines) + "\r\nConnection: " + (upgrade ? "Upgrade" : "close") + "\r\n\r\n";
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
