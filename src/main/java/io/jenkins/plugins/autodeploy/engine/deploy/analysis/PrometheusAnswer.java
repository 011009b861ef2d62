package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.parse.BoundedBody;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Json;

/**
 * Reads the answer to an instant query, as Prometheus' HTTP API describes it: {@code {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[time,"0.5"]}]}}}. Pure.
 */
final class PrometheusAnswer {
    private static final int LOWEST_SERVER_FAULT = 500;

    private PrometheusAnswer() {}

    static Measurement read(int status, BoundedBody.Text body) {
        if (!body.whole()) {
            return Measurement.fault("the answer of Prometheus is larger than 1 MiB: the query must give one value");
        }
        JsonNode answer;
        try {
            answer = Json.readTree(body.content());
        } catch (JsonProcessingException e) {
            return Measurement.noData("Prometheus gives no answer that can be read (HTTP %d)".formatted(status));
        }
        if (answer.path("status").asText().equals("success")) {
            return value(answer.path("data"));
        }
        String error = OutsideText.clean(answer.path("error").asText(null));
        // What the server cannot do now, as opposed to what is wrong with the query.
        return status >= LOWEST_SERVER_FAULT || error == null
                ? Measurement.noData(
                        "Prometheus answers HTTP %d%s".formatted(status, error == null ? "" : ": " + error))
                : Measurement.fault("Prometheus refuses the query: " + error);
    }

    private static Measurement value(JsonNode data) {
        JsonNode result = data.path("result");
        switch (data.path("resultType").asText()) {
            case "scalar" -> {
                return number(result.path(1).asText());
            }
            case "vector" -> {
                if (result.isEmpty()) {
                    return Measurement.noData("the query finds nothing");
                }
                return result.size() == 1
                        ? number(result.path(0).path("value").path(1).asText())
                        : Measurement.fault(
                                "the query gives %d series where one value is wanted".formatted(result.size()));
            }
            default -> {
                return Measurement.fault("the query gives no vector or scalar");
            }
        }
    }

    /** Prometheus writes the special values NaN, +Inf and -Inf. */
    private static Measurement number(String text) {
        try {
            double value =
                    switch (text) {
                        case "+Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(text);
                    };
            return Double.isNaN(value)
                    ? Measurement.noData("the query gives no number, as a division by zero does")
                    : Measurement.of(value);
        } catch (NumberFormatException e) {
            return Measurement.fault("the query gives no number");
        }
    }
}
