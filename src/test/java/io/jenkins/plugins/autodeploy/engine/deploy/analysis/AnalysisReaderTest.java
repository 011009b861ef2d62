package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisReaderTest {
    private static final String WHOLE = """
            window: 5m
            interval: 20s
            failureLimit: 1
            noData: ignore
            metrics:
              - name: error-rate
                prometheus: http://prometheus:9090
                query: sum(rate(errors{app="{{workload}}"}[1m]))
                failIf: error-rate > 5 %
              - {name: p95, http: /health, requests: 20, percentile: 95, failIf: '> 2000 ms'}
              - {http: 'https://shop.example.com/', status: 200, contains: Shop}
              - {name: worse, prometheus: 'http://prometheus:9090', query: 'rate(errors{ {{canary}} }[1m])', failIf: worse degradation > 20 %}
              - {webhook: 'https://checks.example.com/orders'}
              - {name: stock, webhook: 'https://checks.example.com/stock', failIf: '< 3'}
              - {restarts: '> 0'}
            """;

    @Test
    void readsEveryKindOfMetric() throws Exception {
        assertThat(AnalysisReader.parse(WHOLE))
                .isEqualTo(new Analysis(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(20),
                        1,
                        Analysis.NoData.IGNORE,
                        List.of(
                                new Metric(
                                        "error-rate",
                                        Condition.parse("> 5 %"),
                                        new MetricSource.Prometheus(
                                                "http://prometheus:9090",
                                                "sum(rate(errors{app=\"{{workload}}\"}[1m]))")),
                                new Metric(
                                        "p95",
                                        Condition.parse("> 2000 ms"),
                                        new MetricSource.Http("/health", 20, 95, null, null)),
                                new Metric(
                                        "http",
                                        Condition.parse("> 0 %"),
                                        new MetricSource.Http("https://shop.example.com/", 1, null, 200, "Shop")),
                                new Metric(
                                        "worse",
                                        Condition.parse("degradation > 20 %"),
                                        new MetricSource.Prometheus(
                                                "http://prometheus:9090", "rate(errors{ {{canary}} }[1m])")),
                                new Metric(
                                        "webhook", null, new MetricSource.Webhook("https://checks.example.com/orders")),
                                new Metric(
                                        "stock",
                                        Condition.parse("< 3"),
                                        new MetricSource.Webhook("https://checks.example.com/stock")),
                                new Metric("restarts", Condition.parse("> 0"), new MetricSource.Restarts()))));
    }

    @Test
    void failsAtTheFirstFailedSampleUnlessSaidOtherwise() throws Exception {
        Analysis analysis = AnalysisReader.parse("{window: 1m, metrics: [{restarts: '> 0'}]}");

        assertThat(analysis.failureLimit()).isZero();
        assertThat(analysis.noData()).isEqualTo(Analysis.NoData.FAIL);
        assertThat(analysis.interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void keepsItAllAsJson() throws Exception {
        Analysis analysis = AnalysisReader.parse(WHOLE);

        assertThat(Json.read(Json.write(analysis), Analysis.class)).isEqualTo(analysis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | a mapping with window and metrics",
                "{metrics: [{restarts: '> 0'}]} | a time such as 30s",
                "{window: 5, metrics: [{restarts: '> 0'}]} | a time such as 30s",
                "{window: 0m, metrics: [{restarts: '> 0'}]} | a time such as 30s",
                "{window: 25h, metrics: [{restarts: '> 0'}]} | at most a day",
                "{window: 10s, metrics: [{restarts: '> 0'}]} | an interval within the window",
                "{window: 1h, interval: 1s, metrics: [{restarts: '> 0'}]} | at most 500",
                "{window: 5m, noData: pass, metrics: [{restarts: '> 0'}]} | fail or ignore",
                "{window: 5m, failureLimit: -1, metrics: [{restarts: '> 0'}]} | a number from 0 to 500",
                "{window: 5m, failureLimit: 1.5, metrics: [{restarts: '> 0'}]} | a number from 0 to 500",
                "{window: 5m} | a list of 1 to 20 metrics",
                "{window: 5m, metrics: []} | a list of 1 to 20 metrics",
                "{window: 5m, windows: 5m, metrics: [{restarts: '> 0'}]} | only window, interval",
                "{window: 5m, metrics: [{name: a}]} | exactly one of prometheus, http, webhook and restarts",
                "{window: 5m, metrics: [{restarts: '> 0', http: /a}]} | exactly one of prometheus, http, webhook and restarts",
                "{window: 5m, metrics: [{restarts: '> 0', path: /a}]} | only name, restarts",
                "{window: 5m, metrics: [{restarts: '> 0'}, {restarts: '> 1'}]} | another name",
                "{window: 5m, metrics: [{restarts: many}]} | a condition",
                "{window: 5m, metrics: [{name: e, prometheus: 'http://p', failIf: '> 1'}]} | 'query' in this metric",
                "{window: 5m, metrics: [{prometheus: 'http://p', query: up, failIf: '> 1'}]} | 'name' in this metric",
                "{window: 5m, metrics: [{name: e, prometheus: 'file:///etc/passwd', query: up, failIf: '> 1'}]} | an http or https URL",
                "{window: 5m, metrics: [{name: e, prometheus: 'http://me:secret@p', query: up, failIf: '> 1'}]} | without a user",
                "{window: 5m, metrics: [{name: e, prometheus: 'http://p', query: '{{pod}}', failIf: '> 1'}]} | {{workload}}",
                "{window: 5m, metrics: [{name: e, prometheus: 'http://p', query: up, failIf: 'degradation > 1'}]} | a query with {{canary}}",
                "{window: 5m, metrics: [{name: e, prometheus: 'http://p', query: 'a{ {{canary}} } / b{ {{stable}} }', failIf: 'degradation > 1'}]} | without {{stable}}",
                "{window: 5m, metrics: [{http: 'https://shop/', failIf: 'degradation > 1'}]} | which both versions can be asked for",
                "{window: 5m, metrics: [{webhook: 'https://checks/', failIf: 'degradation > 1'}]} | knows both versions itself",
                "{window: 5m, metrics: [{webhook: /checks}]} | an http or https URL",
                "{window: 5m, metrics: [{webhook: 'http://me:secret@checks/'}]} | without a user",
                "{window: 5m, metrics: [{http: health}]} | or a path such as /health",
                "{window: 5m, metrics: [{http: //evil.example/}]} | or a path such as /health",
                "{window: 5m, metrics: [{http: /a, percentile: 95}]} | 'failIf' in this metric",
                "{window: 5m, metrics: [{http: /a, requests: 101}]} | a number from 1 to 100",
                "{window: 5m, metrics: [{http: /a, percentile: 0, failIf: '> 1 s'}]} | a number from 1 to 100",
                "{window: 5m, metrics: [{http: /a, status: 42}]} | a number from 100 to 599",
                "{window: 5m, window: 6m, metrics: [{restarts: '> 0'}]} | YAML that can be read",
                "{window: [ | YAML that can be read"
            })
    void saysWhatIsWrong(String yaml, String expected) {
        assertThatThrownBy(() -> AnalysisReader.parse(yaml))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("analysis: ")
                .hasMessageContaining(expected);
    }

    @Test
    void tellsNoPasswordOfAUrl() {
        assertThatThrownBy(
                        () -> AnalysisReader.parse(
                                "{window: 5m, metrics: [{name: e, prometheus: 'http://me:s3cret@p', query: up, failIf: '> 1'}]}"))
                .hasMessageNotContaining("s3cret");
    }
}
