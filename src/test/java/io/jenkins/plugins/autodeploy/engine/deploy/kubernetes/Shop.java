package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stands for the application that was deployed: it answers {@code /health}, and {@code /metrics} as if a hundred requests had been served since the last time, some of them
 * with errors.
 */
final class Shop implements AutoCloseable {
    private final HttpServer server;
    volatile int errorsPerHundred;
    volatile int health = 200;
    private int served;
    private int failed;

    Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::metrics);
        server.createContext("/health", exchange -> answer(exchange, health, "fine"));
        server.start();
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void metrics(HttpExchange exchange) throws IOException {
        served += 100;
        failed += errorsPerHundred;
        answer(
                exchange,
                200,
                "requests_total{app=\"web\"} %d\nerrors_total{app=\"web\"} %d\n".formatted(served, failed));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
