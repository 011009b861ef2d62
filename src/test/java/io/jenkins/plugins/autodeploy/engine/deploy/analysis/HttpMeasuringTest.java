package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpMeasuringTest {
    private final AtomicReference<String> received = new AtomicReference<>();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private volatile int status = 200;
    private volatile int everyNthIsBad = Integer.MAX_VALUE;
    private volatile String body = "ok";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksPrometheusWithThePlaceholdersFilledIn() throws Exception {
        body = vector("[{\"metric\":{},\"value\":[1700000000.1,\"0.125\"]}]");

        Measurement found = query("rate(errors{app=\"{{workload}}\",ns=\"{{ namespace }}\",v=\"{{deployment}}\"}[1m])");

        assertThat(found).isEqualTo(Measurement.of(0.125));
        assertThat(received.get())
                .isEqualTo("POST /api/v1/query query=rate(errors{app=\"web\",ns=\"shop\",v=\"d7\"}[1m])");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}} | the query finds nothing",
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"NaN\"]}} | the query gives no number, as a division by zero does",
                "503 | {\"status\":\"error\",\"error\":\"starting\"} | Prometheus answers HTTP 503: starting",
                "502 | <html>Bad gateway | Prometheus gives no answer that can be read (HTTP 502)",
                "200 | {} | Prometheus answers HTTP 200"
            })
    void tellsThatThereIsNoData(int code, String answer, String why) throws Exception {
        status = code;
        body = answer;

        assertThat(query("up")).isEqualTo(Measurement.noData(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"} | Prometheus refuses the query: parse error",
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}} | the query gives no vector or scalar",
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"1\"]},{\"value\":[1,\"2\"]}]}} | the query gives 2 series where one value is wanted",
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"many\"]}} | the query gives no number"
            })
    void tellsThatTheQueryIsWrong(int code, String answer, String fault) throws Exception {
        status = code;
        body = answer;

        assertThat(query("up")).isEqualTo(Measurement.fault(fault));
    }

    @Test
    void tellsAWebHookWhatItIsAskedAbout() throws Exception {
        body = "{\"passed\": true, \"reason\": \"orders come in\"}";
        AnalysisTarget target =
                new AnalysisTarget("web", "shop", "d7", "web:1", null, "pod=\"new\"", null, "production", 2, null);

        Measurement found = measure(new MetricSource.Webhook(address() + "/orders"), target);

        assertThat(found).isEqualTo(Measurement.good("the web hook says that it passed: orders come in"));
        String[] request = received.get().split(" ", 3);
        assertThat(request).startsWith("POST", "/orders");
        assertThat(Json.toMap(Json.readTree(request[2])))
                .containsEntry("deployment", "d7")
                .containsEntry("workload", "web")
                .containsEntry("namespace", "shop")
                .containsEntry("environment", "production")
                .containsEntry("image", "web:1")
                .containsEntry("canary", "pod=\"new\"")
                .containsEntry("step", 2);
    }

    @Test
    void aWebHookThatIsNotThereIsNoData() throws Exception {
        server.stop(0);

        assertThat(measure(new MetricSource.Webhook(address() + "/orders")).remark())
                .isEqualTo("the web hook gives no answer: it cannot be connected to");
    }

    @Test
    void readsNoMoreThanAMebibyteOfAnAnswer() throws Exception {
        body = "x".repeat((1 << 20) + 1);

        assertThat(query("up").fault()).contains("larger than 1 MiB");
    }

    @Test
    void aServerThatIsNotThereIsNoData() throws Exception {
        server.stop(0);

        assertThat(query("up").remark()).isEqualTo("Prometheus gives no answer: it cannot be connected to");
    }

    @Test
    void countsTheAnswersThatAreNotAsTheyShouldBe() throws Exception {
        everyNthIsBad = 4;

        Measurement found = check(new MetricSource.Http("/health", 8, null, null, null));

        assertThat(found.value()).isEqualTo(0.25);
        assertThat(found.remark()).isEqualTo("2 of 8 answers were not as they should be: HTTP 500");
        assertThat(received.get()).isEqualTo("GET /health ");
    }

    @Test
    void measuresLatencyInSeconds() throws Exception {
        Measurement found = check(new MetricSource.Http("/health", 3, 95, null, null));

        assertThat(found.fault()).isNull();
        assertThat(found.value()).isBetween(0.0, 5.0);
        assertThat(requests).hasValue(3);
    }

    @Test
    void looksIntoTheFirstBytesOfABodyOnly() throws Exception {
        body = "x".repeat(70_000) + "needle";
        assertThat(check(new MetricSource.Http("/", 1, null, null, "needle")).value())
                .isEqualTo(1.0);

        body = "a needle";
        assertThat(check(new MetricSource.Http("/", 1, null, null, "needle")).value())
                .isEqualTo(0.0);
    }

    @Test
    void doesNotFollowARedirect() throws Exception {
        status = 302;

        assertThat(check(new MetricSource.Http("/", 1, null, 200, null)).remark())
                .contains("HTTP 302");
        assertThat(requests).hasValue(1);
    }

    @Test
    void anAddressThatNobodyCanAskIsAFault() throws Exception {
        AnalysisTarget target = new AnalysisTarget("web", "shop", "d7", "web:1", "https://*.example.com/", "", null);

        Measurement found = new HttpMeasuring()
                .measure(new MetricSource.Http("/health", 1, null, null, null), target)
                .get(30, TimeUnit.SECONDS);

        assertThat(found.fault()).startsWith("it has no address that can be requested: ");
    }

    @Test
    void percentilesAreByNearestRank() {
        List<Double> values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);

        assertThat(HttpCheck.percentile(values, 50)).isEqualTo(3.0);
        assertThat(HttpCheck.percentile(values, 95)).isEqualTo(5.0);
        assertThat(HttpCheck.percentile(values, 1)).isEqualTo(1.0);
        assertThat(HttpCheck.percentile(List.of(7.0), 100)).isEqualTo(7.0);
    }

    private Measurement query(String query) throws Exception {
        return measure(new MetricSource.Prometheus(address() + "/", query));
    }

    private Measurement check(MetricSource.Http source) throws Exception {
        return measure(source);
    }

    private Measurement measure(MetricSource source) throws Exception {
        return measure(source, new AnalysisTarget("web", "shop", "d7", "web:1", address() + "/shop/", "", null));
    }

    private static Measurement measure(MetricSource source, AnalysisTarget target) throws Exception {
        return new HttpMeasuring().measure(source, target).get(30, TimeUnit.SECONDS);
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static String vector(String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":" + result + "}}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.set("%s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        URLDecoder.decode(sent, StandardCharsets.UTF_8)));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(requests.incrementAndGet() % everyNthIsBad == 0 ? 500 : status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // The reader has had enough.
        }
    }
}
