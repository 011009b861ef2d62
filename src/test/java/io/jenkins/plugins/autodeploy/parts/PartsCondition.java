package io.jenkins.plugins.autodeploy.parts;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides whether a test of {@link RequiresParts} runs, is left out or fails. */
final class PartsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Part[] parts = AnnotationSupport.findAnnotation(context.getElement(), RequiresParts.class)
                .map(RequiresParts::value)
                .orElse(new Part[0]);
        List<Part> missing =
                Stream.of(parts).filter(part -> !part.isAvailable()).toList();
        ConditionEvaluationResult decision = decide(
                context.getDisplayName(), missing, Boolean.parseBoolean(System.getenv("AUTODEPLOY_PARTS_REQUIRED")));
        if (decision.isDisabled()) {
            System.err.println("SKIPPED: " + decision.getReason().orElseThrow());
        }
        return decision;
    }

    static ConditionEvaluationResult decide(String test, List<Part> missing, boolean required) {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("All parts are there");
        }
        String reason = missing.stream().map(Part::needs).collect(Collectors.joining("; and ", test + " needs ", ""))
                + ". './dev parts' gets it on Debian as root.";
        if (required) {
            throw new IllegalStateException(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
