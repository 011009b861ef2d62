package io.jenkins.plugins.autodeploy.parts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands between a client and the API server, speaks plain HTTP to the client, and fails as it is told: answers in the server's place, breaks connections, is away. Each request has a connection of its own.
 */
public final class FaultProxy implements AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int LINGER_MILLIS = 1000;

    private final ServerSocket listener;
    private final SocketFactory upstream;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;

    /**
     * What was asked.
     *
     * @param line method, path and query
     */
    public record Request(String line, Instant time) {}

    /** @param answer the whole of it; empty to break the connection */
    private record Fault(Pattern request, AtomicInteger times, String answer) {
        boolean applies(String line) {
            return request.matcher(line).find() && times.getAndDecrement() > 0;
        }
    }

    public FaultProxy(KubernetesApi api) throws IOException, GeneralSecurityException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        upstream = trusting(api.certificateAuthority());
        port = URI.create(api.server()).getPort();
        threads.execute(this::accept);
    }

    /** The URL that stands for the API server's. */
    public String server() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /**
     * Answers the next requests of a kind itself.
     *
     * @param request regular expression that is searched for in method, path and query
     * @param headers further lines; may be empty
     */
    public void answer(String request, int times, int status, String headers, String body) {
        String answer =
                "HTTP/1.1 %d Fault\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
                        .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, headers, body);
        faults.add(new Fault(Pattern.compile(request), new AtomicInteger(times), answer));
    }

    /** Breaks the connections of the next requests of a kind. */
    public void breakOff(String request, int times) {
        faults.add(new Fault(Pattern.compile(request), new AtomicInteger(times), ""));
    }

    /** Breaks all connections, and refuses new ones until {@link #comeBack}. */
    public void goAway() {
        away = true;
        cut();
    }

    public void comeBack() {
        away = false;
    }

    /** Breaks all connections that are open. */
    public void cut() {
        open.forEach(FaultProxy::end);
    }

    /** How many connections were refused while it was away. */
    public int refused() {
        return refused.get();
    }

    /** How many connections of clients are open. */
    public int connections() {
        return open.size();
    }

    /** What was asked of a kind, the first one first. */
    public List<Request> requests(String request) {
        Pattern pattern = Pattern.compile(request);
        return requests.stream()
                .filter(asked -> pattern.matcher(asked.line()).find())
                .toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (away) {
                    refused.incrementAndGet();
                    client.close();
                } else {
                    open.add(client);
                    threads.execute(() -> serve(client));
                }
            } catch (IOException e) {
                // The client left before it was served, or the listener is closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String line = head.lines().findFirst().orElse("").replaceAll(" HTTP/1.1$", "");
            requests.add(new Request(line, Instant.now()));
            for (Fault fault : faults) {
                if (fault.applies(line)) {
                    say(client, fault.answer());
                    return;
                }
            }
            pass(client, head);
        } catch (IOException e) {
            // A connection that broke: for the client to notice.
        } finally {
            open.remove(client);
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        client.shutdownOutput();
        client.setSoTimeout(LINGER_MILLIS); // what is still sent must be taken, or the answer would be lost with it
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void pass(Socket client, String head) throws IOException {
        try (Socket server = upstream.createSocket("127.0.0.1", port)) {
            server.getOutputStream().write(alone(head).getBytes(StandardCharsets.ISO_8859_1));
            threads.execute(() -> {
                try {
                    client.getInputStream().transferTo(server.getOutputStream());
                } catch (IOException e) {
                    // Ends below as well.
                }
                end(server);
            });
            InputStream answer = server.getInputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int length = answer.read(buffer); length >= 0; length = answer.read(buffer)) {
                client.getOutputStream().write(buffer, 0, length);
            }
        }
    }

    /** The same request as the only one of its connection, unless it makes it a web socket. */
    private static String alone(String head) {
        if (head.toLowerCase(Locale.ROOT).contains("upgrade: websocket")) {
            return head;
        }
        String lines = head.replaceAll("(?i)\r\n(connection|upgrade|http2-settings): [^\r]*", "");
        return lines.substring(0, lines.length() - 2) + "Connection: close" + END_OF_HEAD;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client left");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }

    private static SocketFactory trusting(String authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        int number = 0;
        for (var certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)))) {
            trusted.setCertificateEntry("authority" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls.getSocketFactory();
    }
}
