package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import static io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader.expected;
import static io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader.only;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one {@link Metric} of what people write. Its kind is the field that it has: one of {@link #KINDS}. */
final class MetricReader {
    private static final List<String> KINDS = List.of("prometheus", "http", "webhook", "restarts");
    private static final List<String> PROMETHEUS = List.of("name", "failIf", "prometheus", "query");
    private static final List<String> HTTP =
            List.of("name", "failIf", "http", "requests", "percentile", "status", "contains");
    private static final List<String> WEBHOOK = List.of("name", "failIf", "webhook");
    private static final List<String> RESTARTS = List.of("name", "restarts");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_. -]{0,62}");
    private static final int LONGEST_QUERY = 8_000;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_REQUESTS = 100;
    private static final int WHOLE = 100;
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    private MetricReader() {}

    static Metric read(JsonNode entry) throws InvalidInputException {
        List<String> kinds = KINDS.stream().filter(entry::has).toList();
        if (kinds.size() != 1) {
            throw expected(
                    entry.path("name").asText("a metric"),
                    "exactly one of prometheus, http, webhook and restarts in a metric");
        }
        return switch (kinds.get(0)) {
            case "prometheus" -> prometheus(entry);
            case "http" -> http(entry);
            case "webhook" -> webhook(entry);
            default -> restarts(entry);
        };
    }

    private static Metric prometheus(JsonNode entry) throws InvalidInputException {
        only(PROMETHEUS, entry, "a metric of Prometheus");
        String query = query(entry);
        MetricSource source = new MetricSource.Prometheus(url(text(entry, "prometheus"), false), query);
        Metric metric = metric(name(entry, null), text(entry, "failIf"), source);
        if (metric.isComparison()
                && (!AnalysisTarget.names(query, "canary") || AnalysisTarget.names(query, "stable"))) {
            throw expected(
                    query,
                    "a query with {{canary}} and without {{stable}}: a degradation is measured by asking for the one version and then for the other");
        }
        return metric;
    }

    private static Metric http(JsonNode entry) throws InvalidInputException {
        only(HTTP, entry, "an HTTP metric");
        String url = url(text(entry, "http"), true);
        MetricSource.Http source = new MetricSource.Http(
                url,
                number(entry, "requests", 1, 1, MOST_REQUESTS),
                optionalNumber(entry, "percentile", 1, WHOLE),
                optionalNumber(entry, "status", LOWEST_STATUS, HIGHEST_STATUS),
                contains(entry));
        String failIf = source.percentile() == null ? optional(entry, "failIf") : text(entry, "failIf");
        Metric metric = metric(name(entry, "http"), failIf == null ? "> 0 %" : failIf, source);
        if (metric.isComparison() && !url.startsWith("/")) {
            throw expected(url, "a path such as /health, which both versions can be asked for, for a degradation");
        }
        return metric;
    }

    private static Metric webhook(JsonNode entry) throws InvalidInputException {
        only(WEBHOOK, entry, "a metric of a web hook");
        MetricSource source = new MetricSource.Webhook(url(text(entry, "webhook"), false));
        String failIf = optional(entry, "failIf");
        if (failIf == null) {
            return new Metric(name(entry, "webhook"), null, source);
        }
        Metric metric = metric(name(entry, "webhook"), failIf, source);
        if (metric.isComparison()) {
            throw expected(
                    failIf, "a condition on the value that the web hook answers with: it knows both versions itself");
        }
        return metric;
    }

    private static Metric restarts(JsonNode entry) throws InvalidInputException {
        only(RESTARTS, entry, "a metric of restarts");
        return metric(name(entry, "restarts"), text(entry, "restarts"), new MetricSource.Restarts());
    }

    private static Metric metric(String name, String failIf, MetricSource source) throws InvalidInputException {
        // A condition may begin with the name of its metric: it reads as a sentence then.
        boolean named = failIf.startsWith(name + " ") && !name.equals(Condition.DEGRADATION);
        return new Metric(name, Condition.parse(named ? failIf.substring(name.length()) : failIf), source);
    }

    @CheckForNull
    private static String contains(JsonNode entry) throws InvalidInputException {
        String text = optional(entry, "contains");
        if (text != null && text.length() > LONGEST_TEXT) {
            throw expected("contains: " + text, "a text of at most %d characters".formatted(LONGEST_TEXT));
        }
        return text;
    }

    private static String query(JsonNode entry) throws InvalidInputException {
        String query = text(entry, "query");
        if (query.length() > LONGEST_QUERY) {
            throw expected(query, "a query of at most %d characters".formatted(LONGEST_QUERY));
        }
        Matcher placeholders = AnalysisTarget.PLACEHOLDER.matcher(query);
        while (placeholders.find()) {
            if (!AnalysisTarget.PLACEHOLDERS.contains(placeholders.group(1))) {
                throw expected(
                        placeholders.group(),
                        "one of the placeholders {{%s}}".formatted(String.join("}}, {{", AnalysisTarget.PLACEHOLDERS)));
            }
        }
        return query;
    }

    /** @param orPath whether the path of a URL will do */
    private static String url(String text, boolean orPath) throws InvalidInputException {
        try {
            URI uri = text.length() > LONGEST_URL ? null : URI.create(text);
            if (uri != null && orPath && text.startsWith("/") && !text.startsWith("//")) {
                return text;
            }
            if (uri != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        // A password that is where it must not be is not told.
        throw expected(
                text.contains("@") ? "a URL with '@'" : text,
                "an http or https URL without a user" + (orPath ? ", or a path such as /health" : ""));
    }

    private static String name(JsonNode entry, @CheckForNull String otherwise) throws InvalidInputException {
        String name = entry.has("name") || otherwise == null ? text(entry, "name") : otherwise;
        if (!NAME.matcher(name).matches()) {
            throw expected("name: " + name, "at most 63 letters, digits, spaces, '-', '_' and '.'");
        }
        return name;
    }

    private static String text(JsonNode entry, String field) throws InvalidInputException {
        String text = optional(entry, field);
        if (text == null) {
            List<String> fields = new ArrayList<>();
            entry.fieldNames().forEachRemaining(fields::add);
            throw expected("a metric with " + fields, "'%s' in this metric".formatted(field));
        }
        return text;
    }

    @CheckForNull
    private static String optional(JsonNode entry, String field) {
        String text = entry.path(field).asText("").strip();
        return text.isEmpty() ? null : text;
    }

    static int number(JsonNode entry, String field, int otherwise, int least, int most) throws InvalidInputException {
        Integer number = optionalNumber(entry, field, least, most);
        return number == null ? otherwise : number;
    }

    @CheckForNull
    private static Integer optionalNumber(JsonNode entry, String field, int least, int most)
            throws InvalidInputException {
        JsonNode node = entry.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < least || node.intValue() > most) {
            throw expected(field + ": " + node.asText(), "a number from %d to %d".formatted(least, most));
        }
        return node.intValue();
    }
}
