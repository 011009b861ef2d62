package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.autodeploy.engine.deploy.time.WrittenDuration;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.parse.YamlLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Makes an {@link Analysis} of what people write:
 *
 * <pre>
 * window: 5m
 * interval: 30s          # 30s when left out
 * failureLimit: 1        # 0 when left out
 * noData: ignore         # fail when left out
 * metrics:
 *   - {name: error-rate, prometheus: 'http://prometheus:9090', query: 'sum(…) / sum(…)', failIf: '&gt; 5 %'}
 *   - {name: p95, http: /health, requests: 20, percentile: 95, failIf: '&gt; 2000 ms'}
 *   - {name: errors-compared, prometheus: 'http://prometheus:9090', query: 'sum(rate(errors{{{canary}}}[1m]))', failIf: 'degradation &gt; 20 %'}
 *   - {name: orders, webhook: 'https://checks.example.com/orders'}
 *   - {restarts: '&gt; 0'}
 * </pre>
 */
public final class AnalysisReader {
    private static final String PARAMETER = "analysis";
    private static final List<String> FIELDS = List.of("window", "interval", "failureLimit", "noData", "metrics");
    private static final int DEEPEST_NESTING = 10;
    private static final int LARGEST = 1 << 16;
    private static final int MOST_METRICS = 20;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    private AnalysisReader() {}

    /** @throws InvalidInputException naming {@code analysis}, what was given and what would be right */
    public static Analysis parse(String yaml) throws InvalidInputException {
        LoaderOptions limits = YamlLimits.withoutAliases(DEEPEST_NESTING, LARGEST);
        YAMLMapper mapper =
                new YAMLMapper(YAMLFactory.builder().loaderOptions(limits).build());
        mapper.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        try {
            return read(mapper.readTree(yaml));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw expected("", "YAML that can be read" + (line > 0 ? " at line " + line : ""));
        }
    }

    /** @throws InvalidInputException naming {@code analysis}, what was given and what would be right */
    public static Analysis read(JsonNode tree) throws InvalidInputException {
        if (tree == null || !tree.isObject()) {
            throw expected(tree, "a mapping with window and metrics");
        }
        only(FIELDS, tree, PARAMETER);
        Duration window = duration(tree, "window", null);
        Duration interval = duration(tree, "interval", "30s");
        if (interval.compareTo(window) > 0) {
            throw expected("interval: " + tree.path("interval").asText("30s"), "an interval within the window");
        }
        Analysis analysis = new Analysis(
                window,
                interval,
                MetricReader.number(tree, "failureLimit", 0, 0, Analysis.MOST_SAMPLES),
                noData(tree),
                metrics(tree.path("metrics")));
        long samples = (window.dividedBy(interval) + 1) * analysis.metrics().size();
        if (samples > Analysis.MOST_SAMPLES) {
            throw expected(
                    samples + " samples",
                    "at most %d: a longer interval, a shorter window or fewer metrics"
                            .formatted(Analysis.MOST_SAMPLES));
        }
        return analysis;
    }

    private static Analysis.NoData noData(JsonNode tree) throws InvalidInputException {
        String text = tree.path("noData").asText("fail");
        for (Analysis.NoData known : Analysis.NoData.values()) {
            if (known.label().equals(text)) {
                return known;
            }
        }
        throw expected("noData: " + text, "fail or ignore");
    }

    private static List<Metric> metrics(JsonNode entries) throws InvalidInputException {
        if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_METRICS) {
            throw expected("metrics: " + entries, "a list of 1 to %d metrics".formatted(MOST_METRICS));
        }
        List<Metric> metrics = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode entry : entries) {
            Metric metric = MetricReader.read(entry);
            if (!names.add(metric.name())) {
                throw expected(metric.name(), "another name for each metric");
            }
            metrics.add(metric);
        }
        return metrics;
    }

    private static Duration duration(JsonNode tree, String field, String otherwise) throws InvalidInputException {
        String text = tree.path(field).asText(otherwise);
        return WrittenDuration.upTo(LONGEST_WINDOW, text)
                .orElseThrow(() -> expected(field + ": " + text, "a time such as 30s, 5m or 1h, at most a day"));
    }

    /** Refuses what nobody reads, so that a mistyped name does not go unseen. */
    static void only(List<String> fields, JsonNode entry, String where) throws InvalidInputException {
        Set<String> unknown = new TreeSet<>();
        entry.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(fields);
        if (!unknown.isEmpty()) {
            throw expected(String.join(", ", unknown), "only %s in %s".formatted(String.join(", ", fields), where));
        }
    }

    static InvalidInputException expected(Object value, String what) {
        return new InvalidInputException(PARAMETER, value, what);
    }
}
