package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Users of a workload who never stop asking: some on connections that they keep, some on a new one for each request. Counts what they got and keeps what went wrong. */
final class Traffic implements AutoCloseable {
    private final int port;
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final Set<String> versions = new ConcurrentSkipListSet<>();
    private final List<Thread> users;
    private volatile boolean stopped;

    Traffic(int port) {
        this.port = port;
        users = List.of(
                new Thread(() -> ask(this::onKeptConnection)),
                new Thread(() -> ask(this::onKeptConnection)),
                new Thread(() -> ask(this::onNewConnection)),
                new Thread(() -> ask(this::onNewConnection)));
        users.forEach(Thread::start);
    }

    interface Asking {
        String ask(HttpClient client) throws IOException, InterruptedException;
    }

    int answered() {
        return answered.get();
    }

    List<String> lost() {
        return List.copyOf(lost);
    }

    /** The distinct answers. */
    Set<String> versions() {
        return Set.copyOf(versions);
    }

    /** Returns after so many more answers. */
    void awaitMore(int count) {
        int goal = answered.get() + count;
        Awaitility.await().until(() -> answered.get() >= goal || !lost.isEmpty());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread user : users) {
            user.join();
        }
    }

    private void ask(Asking asking) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (!stopped) {
            try {
                versions.add(asking.ask(client).strip());
                answered.incrementAndGet();
            } catch (IOException e) {
                lost.add(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String onKeptConnection(HttpClient client) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return answer.body();
    }

    /** By hand, so that no client tries again behind our back. */
    private String onNewConnection(HttpClient unused) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("answer: '" + answer.lines().findFirst().orElse("") + "'");
            }
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }
}
