package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policy file, YAML; everything may be left out:
 *
 * <pre>
 * failOn: HIGH
 * ignoreUnfixed: true
 * newOnly: false
 * maxAge: 7d
 * thresholds:
 *   MEDIUM: 20
 * environments:
 *   production:
 *     failOn: MEDIUM           # the rest as above
 *   dev: {}
 * </pre>
 */
final class PolicyFile {
    private static final String PARAMETER = "policyFile";
    private static final int LARGEST = 1 << 20;
    private static final List<String> RULES = List.of("failOn", "ignoreUnfixed", "newOnly", "maxAge", "thresholds");
    private static final String ENVIRONMENTS = "environments";

    private final PolicyText text;

    private PolicyFile(String path) {
        text = new PolicyText(PARAMETER, path);
    }

    /**
     * The rules that hold, the more special ones first.
     *
     * @param environment whose part comes before the rest; null for none
     * @return none when the file of the usual name is not there
     * @throws InvalidInputException when it cannot be used, when one of another name is not there, or when it has
     *     parts for environments but none for this one
     */
    static List<PolicyRules> read(Workspace workspace, String path, @CheckForNull String environment)
            throws InvalidInputException, InterruptedException {
        PolicyFile file = new PolicyFile(path);
        JsonNode tree = file.text.read(workspace, LARGEST);
        if (tree != null) {
            return file.all(tree, environment);
        }
        if (!path.equals(PolicyRequest.DEFAULT_POLICY_FILE)) {
            // A mistyped name must not let the milder defaults decide.
            throw file.text.expected("a file in the workspace");
        }
        return List.of();
    }

    private List<PolicyRules> all(JsonNode tree, @CheckForNull String environment) throws InvalidInputException {
        List<String> known = new ArrayList<>(RULES);
        known.add(ENVIRONMENTS);
        text.only(known, tree, "the file");
        JsonNode parts = tree.path(ENVIRONMENTS);
        if (!PolicyText.isMapping(parts)) {
            throw text.expected("a mapping of names to rules under 'environments'");
        }
        Map<String, PolicyRules> byEnvironment = new LinkedHashMap<>();
        for (var part : parts.properties()) {
            text.only(RULES, part.getValue(), part.getKey());
            byEnvironment.put(part.getKey(), rules(part.getValue(), " of " + part.getKey()));
        }
        List<PolicyRules> rules = new ArrayList<>();
        if (environment != null && !byEnvironment.isEmpty()) {
            if (!byEnvironment.containsKey(environment)) {
                throw new InvalidInputException(
                        "environment", environment, "one of " + byEnvironment.keySet() + " as " + text.path() + " has");
            }
            rules.add(byEnvironment.get(environment));
        }
        rules.add(rules(tree, ""));
        return rules;
    }

    private PolicyRules rules(JsonNode node, String where) throws InvalidInputException {
        Map<String, Integer> thresholds = null;
        if (node.has("thresholds")) {
            if (!PolicyText.isMapping(node.path("thresholds"))) {
                throw text.expected("a mapping of severities to numbers in thresholds" + where);
            }
            thresholds = new LinkedHashMap<>();
            for (var threshold : node.path("thresholds").properties()) {
                if (!threshold.getValue().isInt()) {
                    throw text.expected("whole numbers in thresholds" + where);
                }
                thresholds.put(threshold.getKey(), threshold.getValue().intValue());
            }
        }
        return new PolicyRules(
                PARAMETER + " " + text.path() + ": ",
                text.optional(node, "failOn"),
                truth(node, "ignoreUnfixed", where),
                truth(node, "newOnly", where),
                text.optional(node, "maxAge"),
                thresholds);
    }

    @CheckForNull
    private Boolean truth(JsonNode node, String field, String where) throws InvalidInputException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw text.expected("true or false in %s%s".formatted(field, where));
        }
        return value.booleanValue();
    }
}
