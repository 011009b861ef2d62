package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.BoundedBody;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a web hook is told, and what its answers mean: {@code {"passed": true}}, {@code {"value": 0.02, "reason": "…"}} or 204 without a body. Pure. */
final class WebhookExchange {
    private static final int NO_CONTENT = 204;
    private static final int LOWEST_GOOD = 200;
    private static final int LOWEST_REDIRECT = 300;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LOWEST_SERVER_FAULT = 500;

    private WebhookExchange() {}

    /** The deployment's facts as a JSON object. */
    static String question(AnalysisTarget target) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("deployment", target.deployment());
        facts.put("workload", target.workload());
        facts.put("namespace", target.namespace());
        facts.put("environment", target.environment());
        facts.put("image", target.image());
        facts.put("canary", target.canary());
        facts.put("stable", target.stable());
        facts.put("step", target.step());
        return Json.write(facts);
    }

    static Measurement answer(int status, BoundedBody.Text body) {
        if (status == NO_CONTENT) {
            return Measurement.good("the web hook has nothing against it");
        }
        if (status >= LOWEST_SERVER_FAULT || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
            return Measurement.noData("the web hook answers HTTP %d".formatted(status));
        }
        if (status < LOWEST_GOOD || status >= LOWEST_REDIRECT) {
            return Measurement.fault("the web hook answers HTTP %d".formatted(status));
        }
        if (!body.whole()) {
            return Measurement.fault("the web hook's answer is larger than 64 KiB");
        }
        try {
            return verdict(Json.readTree(body.content()));
        } catch (JsonProcessingException e) {
            return Measurement.fault("the web hook's answer is no JSON");
        }
    }

    private static Measurement verdict(JsonNode answer) {
        String reason = OutsideText.clean(answer.path("reason").asText(null));
        JsonNode passed = answer.path("passed");
        JsonNode value = answer.path("value");
        if (passed.isBoolean()) {
            return passed.booleanValue()
                    ? Measurement.good("the web hook says that it passed" + because(reason))
                    : Measurement.fault("the web hook says that it did not pass" + because(reason));
        }
        return value.isNumber()
                ? Measurement.of(value.doubleValue(), reason)
                : Measurement.fault("the web hook answers without 'passed' (true or false) and 'value' (a number)");
    }

    private static String because(@CheckForNull String reason) {
        return reason == null ? "" : ": " + reason;
    }
}
