package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.Connection;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import io.jenkins.plugins.autodeploy.parts.Nginx;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated for nginx, given to nginx itself. */
@RequiresParts(Part.NGINX)
class NginxConfigurationIT {
    private static final List<String> HOST = List.of("shop.example.org");

    @TempDir
    private static Path keys;

    @TempDir
    private Path directory;

    static List<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=shop.example.org",
                        "-keyout",
                        keys.resolve("key.pem").toString(),
                        "-out",
                        keys.resolve("chain.pem").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(openssl.getInputStream().readAllBytes());
        assertThat(openssl.waitFor()).as(output).isZero();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void isAcceptedForEveryProject(Fixture fixture) throws Exception {
        DetectedProject project = ProjectDetector.standard().detect(fixture.project());
        NginxSettings certificate = NginxSettings.withCertificate(
                HOST,
                keys.resolve("chain.pem").toString(),
                keys.resolve("key.pem").toString());
        NginxSettings certbot = NginxSettings.withCertbot(HOST);

        for (NginxSettings settings : List.of(NginxSettings.plain(HOST), certificate, certbot)) {
            String configuration = NginxConfiguration.of(project, settings)
                    .replaceAll(
                            "/etc/letsencrypt/live/[^/]+/fullchain.pem",
                            keys.resolve("chain.pem").toString())
                    .replaceAll(
                            "/etc/letsencrypt/live/[^/]+/privkey.pem",
                            keys.resolve("key.pem").toString());
            Nginx.Verdict verdict = Nginx.test(wrapped(onThisMachine(configuration)), directory);
            assertThat(verdict.accepted()).as(verdict.output()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isAcceptedAsItIsInsideImages(boolean application) throws Exception {
        Path file = directory.resolve("nginx.conf");
        Files.write(file, WebServer.configuration(application, 8080));

        Nginx.Verdict verdict = Nginx.test(file, directory);

        assertThat(verdict.accepted()).as(verdict.output()).isTrue();
    }

    @Test
    void bringsRequestsAndWebSocketsToTheComponentsBehindIt() throws Exception {
        HttpServer web = answering("from web");
        try (ServerSocket api = new ServerSocket(0)) {
            Thread socket = new Thread(() -> switchProtocols(api));
            socket.start();
            DetectedProject project = new DetectedProject(
                    List.of(
                            Projects.component(
                                    "web", ComponentKind.SPA, web.getAddress().getPort()),
                            Projects.component("api", ComponentKind.SERVER, api.getLocalPort())),
                    null,
                    List.of(new Connection("web", "api", "/api", new Evidence("f", "t"))),
                    List.of());
            int port = freePort();
            String configuration = onThisMachine(NginxConfiguration.of(project, NginxSettings.plain(HOST)))
                    .replace("listen 80;", "listen 127.0.0.1:%d;".formatted(port))
                    .replace("    listen [::]:80;\n", "");
            Process nginx = Nginx.serve(wrapped(configuration), directory);
            try {
                assertThat(ask(port, "/page")).isEqualTo("from web");
                assertThat(upgraded(port)).contains("101", "Upgrade: websocket");
            } finally {
                nginx.destroy();
                nginx.waitFor();
            }
        } finally {
            web.stop(0);
        }
    }

    private static String ask(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofSeconds(5))
                .build();
        return await().ignoreExceptions()
                .until(
                        () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()),
                        answer -> true)
                .body();
    }

    private static String upgraded(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(
                            "GET /api/live HTTP/1.1\r\nHost: shop.example.org\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            return headOf(socket);
        }
    }

    /** Answers the first request as a server of WebSockets does, if it is one for them. */
    private static void switchProtocols(ServerSocket server) {
        try (Socket socket = server.accept()) {
            boolean asked = headOf(socket).toLowerCase().contains("upgrade: websocket");
            String answer = asked
                    ? "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                    : "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String headOf(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static HttpServer answering(String text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, text.length());
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The names of components are those of a network that is not here. */
    private static String onThisMachine(String configuration) {
        return configuration.replaceAll("server [a-z0-9-]+:(\\d+);", "server 127.0.0.1:$1;");
    }

    private Path wrapped(String configuration) throws IOException {
        Path included = directory.resolve("project.conf");
        Files.writeString(included, configuration);
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, """
                pid %1$s/nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    include %2$s;
                }
                """.formatted(directory, included));
        return file;
    }
}
