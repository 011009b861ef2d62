package io.jenkins.plugins.autodeploy.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices to a real server that is well, overloaded, slow, broken or gone. */
class HttpDeliveryTest {
    private static final List<Duration> SHORT = List.of(Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Notice NOTICE = new Notice(
            Moment.ROLLED_BACK,
            Instant.parse("2026-11-01T12:00:00Z"),
            "3-abc",
            false,
            "team/shop",
            3,
            "ada",
            "user",
            "production",
            Samples.PRODUCTION,
            "shop/web:3",
            "shop/web:2",
            "Crash loop",
            "https://ci.example/job/shop/deployments/");

    /** What the server does with the next requests; 200 afterwards. */
    private final Deque<Integer> answers = new ArrayDeque<>();

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch patience = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final HttpDelivery delivery = new HttpDelivery(client, Duration.ofSeconds(10), SHORT);
    private HttpServer server;
    private volatile String retryAfter;

    private record Request(String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.get(name.substring(0, 1) + name.substring(1).toLowerCase())
                    .get(0);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        patience.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void postsTheNoticeSignedByTheSecret() throws Exception {
        arrives(new WebHookNotifier(delivery, address(), new SecretText("s3cret")));

        Request request = requests.get(0);
        assertThat(Json.readTree(request.body())).isEqualTo(Json.readTree("""
                {"event": "rolledBack", "time": "2026-11-01T12:00:00Z", "deployment": "3-abc", "rollback": false, "job": "team/shop", "run": 3,
                 "user": "ada", "cause": "user", "environment": "production",
                 "target": {"kind": "kubernetes", "cluster": "https://k8s.example:6443", "namespace": "shop", "workload": "web"},
                 "image": "shop/web:3", "previousImage": "shop/web:2", "reason": "Crash loop",
                 "link": "https://ci.example/job/shop/deployments/",
                 "text": "Deployment of shop/web:3 to production has failed and was taken back: Crash loop"}"""));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(request.header("X-AutoDeploy-Signature-256")).isEqualTo("sha256=" + expected);
        assertThat(request.header("X-AutoDeploy-Event")).isEqualTo("rolledBack");
        assertThat(request.header("X-AutoDeploy-Delivery")).isEqualTo("3-abc-rolledBack");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void theManualShowsABodyWithAllItsFields() throws Exception {
        Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/audit-and-notifications.md")));
        assertThat(example.find()).isTrue();

        arrives(new WebHookNotifier(delivery, address(), null));

        assertThat(names(example.group(1))).isEqualTo(names(requests.get(0).body()));
    }

    private static List<String> names(String json) throws IOException {
        List<String> names = new ArrayList<>();
        Json.readTree(json).fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void signsNothingWithoutASecret() throws Exception {
        arrives(new WebHookNotifier(delivery, address(), null));

        assertThat(requests.get(0).headers()).doesNotContainKey("X-autodeploy-signature-256");
    }

    @Test
    void triesAgainWhereThatCanHelp() throws Exception {
        answers.addAll(List.of(500, 429));

        arrives(new WebHookNotifier(delivery, address(), null));

        assertThat(requests).hasSize(3);
        assertThat(requests)
                .extracting(request -> request.header("X-AutoDeploy-Delivery"))
                .as("the receiver can tell that it is the same")
                .containsOnly("3-abc-rolledBack");
    }

    @Test
    void givesUpAfterThreeTries() {
        answers.addAll(List.of(503, 502, 500, 200));

        assertThat(problem()).isEqualTo("it answered 500 (tried 3 times)");
        assertThat(requests).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 410})
    void doesNotTryAgainWhereThatCannotHelp(int status) {
        answers.add(status);

        assertThat(problem()).isEqualTo("it answered " + status);
        assertThat(requests).as("a redirect is not followed").hasSize(1);
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        answers.add(429);
        retryAfter = "1";

        CompletableFuture<Void> sent = new WebHookNotifier(delivery, address(), null).send(NOTICE);

        sent.get(30, TimeUnit.SECONDS);
        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void takesNoNonsenseForAPause(String pause) throws Exception {
        answers.add(429);
        retryAfter = pause;

        arrives(new WebHookNotifier(delivery, address(), null));

        assertThat(requests).hasSize(2);
    }

    @Test
    void doesNotWaitForAServerThatDoesNotAnswer() {
        answers.addAll(List.of(0, 0, 0));
        HttpDelivery hasty = new HttpDelivery(client, Duration.ofMillis(200), SHORT);

        assertThat(problem(new SlackNotifier(hasty, address())))
                .startsWith("it did not answer within")
                .endsWith("(tried 3 times)");
    }

    @Test
    void saysThatNobodyIsThereWithoutTheAddress() {
        URI gone = address();
        server.stop(0);

        assertThat(problem(new SlackNotifier(delivery, gone)))
                .startsWith("it cannot be connected to")
                .doesNotContain("T0KEN")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void triesOnceForOneWhoWaits() {
        answers.add(500);

        assertThat(problem(new SlackNotifier(delivery.once(), address()))).isEqualTo("it answered 500");
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hooks.example/T0KEN", "file:///etc/T0KEN", "https://", "ht tp://T0KEN", "https:T0KEN"})
    void refusesWhatIsNoAddressWithoutShowingIt(String text) {
        assertThatThrownBy(() -> HttpDelivery.address("url", new SecretText(text)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("url: '****' is not valid: expected a URL that begins with https:// or http://")
                .hasNoCause();
    }

    private void arrives(Notifier notifier) throws Exception {
        notifier.send(NOTICE).get(30, TimeUnit.SECONDS);
    }

    private String problem() {
        return problem(new WebHookNotifier(delivery, address(), null));
    }

    private static String problem(Notifier notifier) {
        CompletableFuture<Void> sent = notifier.send(NOTICE);
        try {
            sent.get(30, TimeUnit.SECONDS);
            return "it arrived";
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(NotDeliveredException.class);
            return e.getCause().getMessage();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0KEN");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
        int status;
        synchronized (answers) {
            status = answers.isEmpty() ? 200 : answers.poll();
        }
        if (status == 0) {
            try {
                patience.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.getResponseHeaders()
                .set("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/away");
        exchange.sendResponseHeaders(status == 0 ? 200 : status, -1);
        exchange.close();
    }
}
