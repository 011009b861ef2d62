package io.jenkins.plugins.autodeploy.engine.image;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a real registry and passes on what comes, but for what it is told to hold or to refuse, as registries do that are busy or have rules. */
public final class RegistryGate implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private final Javalin server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String registry;
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int status;
    private volatile String body = "";
    private volatile boolean holding;
    private volatile boolean held;

    private RegistryGate(String registry) {
        this.registry = registry;
        server = Javalin.create(config -> config.routes
                .get("/*", this::pass)
                .head("/*", this::pass)
                .post("/*", this::pass)
                .put("/*", this::pass)
                .patch("/*", this::pass)
                .delete("/*", this::pass));
        server.start("127.0.0.1", 0);
    }

    public static RegistryGate before(ImageRegistry registry) {
        return new RegistryGate(registry.address());
    }

    public String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Answers so many pushes of a manifest with a status of its own. */
    public void refuseNextManifests(int times, int answer, String text) {
        status = answer;
        body = text;
        refusals.set(times);
    }

    /** Lets no upload come to its end. */
    public void holdUploads() {
        holding = true;
    }

    public boolean holdsAnUpload() {
        return held;
    }

    /** Lets go on what was held. */
    public void release() {
        released.countDown();
    }

    /** How often the registry did not answer. */
    public int failures() {
        return failures.get();
    }

    private void pass(Context request) throws IOException, InterruptedException {
        boolean change = request.method() != HandlerType.GET && request.method() != HandlerType.HEAD;
        if (holding && change) {
            held = true;
            released.await();
            holding = false;
            forward(request);
        } else if (change && request.path().contains("/manifests/") && refusals.getAndDecrement() > 0) {
            request.bodyAsBytes();
            request.status(status).contentType("application/json").result(body);
        } else {
            forward(request);
        }
    }

    private void forward(Context request) throws IOException, InterruptedException {
        String query = request.queryString() == null ? "" : "?" + request.queryString();
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(
                        URI.create("http://" + registry + request.path() + query))
                .method(
                        request.method().name(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                request.bodyInputStream().readAllBytes()));
        request.headerMap().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                forwarded.header(name, value);
            }
        });
        HttpResponse<InputStream> response;
        try {
            response = client.send(forwarded.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            failures.incrementAndGet();
            request.status(HttpStatus.BAD_GATEWAY);
            return;
        }
        request.status(response.statusCode());
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                // The registry names itself in the places of uploads.
                request.header(name, values.get(0).replace("http://" + registry, "http://" + address()));
            }
        });
        if (request.method() == HandlerType.HEAD) {
            response.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> request.header("Content-Length", length));
        } else {
            request.result(response.body().readAllBytes());
        }
    }

    @Override
    public void close() {
        release();
        server.stop();
    }
}
