package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ScanPolicy;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rules of one source, as they were written; null where it says nothing.
 *
 * @param source before the names of its fields, where something is wrong with them
 */
record PolicyRules(
        String source,
        @CheckForNull String failOn,
        @CheckForNull Boolean ignoreUnfixed,
        @CheckForNull Boolean newOnly,
        @CheckForNull String maxAge,
        @CheckForNull Map<String, Integer> thresholds) {
    private static final String NEVER = "NONE";
    private static final PolicyRules DEFAULT =
            new PolicyRules("", Severity.CRITICAL.name(), false, false, "7d", Map.of());

    /**
     * What holds of several sources.
     *
     * @param sources the more special ones first; what none of them says is the default
     * @throws InvalidInputException when one of them has a value that cannot be used, whether it would hold or not
     */
    static ScanPolicy effective(List<PolicyRules> sources) throws InvalidInputException {
        for (PolicyRules rules : sources) {
            rules.policy();
        }
        return new PolicyRules(
                        "",
                        first(sources, PolicyRules::failOn),
                        first(sources, PolicyRules::ignoreUnfixed),
                        first(sources, PolicyRules::newOnly),
                        first(sources, PolicyRules::maxAge),
                        first(sources, PolicyRules::thresholds))
                .policy();
    }

    private static <T> T first(List<PolicyRules> sources, Function<PolicyRules, T> rule) {
        return sources.stream().map(rule).filter(Objects::nonNull).findFirst().orElseGet(() -> rule.apply(DEFAULT));
    }

    private ScanPolicy policy() throws InvalidInputException {
        return new ScanPolicy(
                failOn == null || failOn.equalsIgnoreCase(NEVER) ? null : severity("failOn", failOn, " or " + NEVER),
                Boolean.TRUE.equals(ignoreUnfixed),
                Boolean.TRUE.equals(newOnly),
                age(),
                counts());
    }

    private Severity severity(String field, String name, String orElse) throws InvalidInputException {
        return Severity.of(name)
                .orElseThrow(
                        () -> new InvalidInputException(source + field, name, "one of " + Severity.names() + orElse));
    }

    @CheckForNull
    private Duration age() throws InvalidInputException {
        if (maxAge == null || maxAge.equalsIgnoreCase(NEVER)) {
            return null;
        }
        return Ages.parse(maxAge)
                .orElseThrow(() -> new InvalidInputException(
                        source + "maxAge", maxAge, "an age such as 7d or 36h, or " + NEVER.toLowerCase(Locale.ROOT)));
    }

    private Map<String, Integer> counts() throws InvalidInputException {
        Map<String, Integer> counts = new TreeMap<>();
        for (var threshold : thresholds == null ? Map.<String, Integer>of().entrySet() : thresholds.entrySet()) {
            if (threshold.getValue() == null || threshold.getValue() < 0) {
                throw new InvalidInputException(
                        source + "thresholds", threshold.getKey() + ": " + threshold.getValue(), "0 or more findings");
            }
            counts.put(severity("thresholds", threshold.getKey(), "").name(), threshold.getValue());
        }
        return counts;
    }
}
