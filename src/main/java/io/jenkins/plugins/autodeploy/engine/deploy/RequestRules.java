package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What every kind of target asks of a request, checked before anything is touched. */
public final class RequestRules {
    private static final Set<String> STRATEGIES =
            Set.of(RolloutPlan.ROLLING, RolloutPlan.RECREATE, RolloutPlan.CANARY, RolloutPlan.BLUE_GREEN);
    private static final Set<String> TRAFFIC = Set.of(RolloutPlan.AUTO, "replicas", "ingress", "httpRoute", "istio");
    private static final int MOST_STEPS = 20;
    private static final int WHOLE = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_REPLICAS = 1_000;
    private static final int LONGEST_REASON = 500;

    /** The grammar of image references of the distribution project: [host[:port]/]path[:tag][@digest]. */
    private static final Pattern IMAGE =
            Pattern.compile("(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9.-]*[a-zA-Z0-9])(?::[0-9]+)?/)?"
                    + "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*"
                    + "(?::[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]{32,})?");

    private static final int LONGEST_IMAGE = 512;

    private RequestRules() {}

    /** @throws InvalidInputException naming the first parameter that cannot be used */
    public static void check(DeployRequest request) throws InvalidInputException {
        checkId(request.id());
        checkWorkload(request.workload());
        checkImage(request.image());
        checkReplicas(request.replicas());
        checkPort("port", request.port());
        checkPort("publicPort", request.publicPort());
        checkEnvironment(request.env());
        checkVariables(request.variables());
        checkHealthCheck(request.healthCheck());
        checkTimeout(request.timeout());
        checkStrategy(request.plan());
        checkFreezeOverride(request.freezeOverride());
        if (request.approval() != null) {
            request.approval().check();
        }
    }

    /** @throws InvalidInputException naming the first parameter that cannot be used */
    public static void check(RollbackRequest request) throws InvalidInputException {
        checkId(request.id());
        checkWorkload(request.workload());
        checkHealthCheck(request.healthCheck());
        checkTimeout(request.timeout());
        checkStrategy(request.plan());
    }

    /** @throws InvalidInputException if the value is no name of a Kubernetes namespace */
    public static void checkNamespace(String namespace) throws InvalidInputException {
        if (namespace == null || !DNS_LABEL.matcher(namespace).matches()) {
            throw new InvalidInputException(
                    "namespace",
                    namespace,
                    "at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit");
        }
    }

    private static void checkFreezeOverride(@CheckForNull String reason) throws InvalidInputException {
        if (reason != null
                && (reason.isBlank()
                        || reason.length() > LONGEST_REASON
                        || reason.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidInputException(
                    "overrideFreeze",
                    reason,
                    "a reason in one line of at most %d characters".formatted(LONGEST_REASON));
        }
    }

    private static void checkStrategy(RolloutPlan plan) throws InvalidInputException {
        if (plan.strategy() == null || !STRATEGIES.contains(plan.strategy())) {
            throw new InvalidInputException("strategy", plan.strategy(), "rolling, recreate, canary or blueGreen");
        }
        if (plan.strategy().equals(RolloutPlan.CANARY)) {
            checkSteps(plan.steps());
        } else if (!plan.steps().isEmpty()) {
            throw new InvalidInputException(
                    "steps", plan.steps().size() + " steps", "none but with the strategy canary");
        }
        if (!TRAFFIC.contains(plan.traffic())) {
            throw new InvalidInputException("traffic", plan.traffic(), "auto, replicas, ingress, httpRoute or istio");
        }
        if (!plan.traffic().equals(RolloutPlan.AUTO) && !plan.strategy().equals(RolloutPlan.CANARY)) {
            throw new InvalidInputException("traffic", plan.traffic(), "none but with the strategy canary");
        }
        checkPause("keepFor", plan.keepFor());
        if (!plan.keepFor().isZero() && !plan.strategy().equals(RolloutPlan.BLUE_GREEN)) {
            throw new InvalidInputException("keepFor", plan.keepFor(), "none but with the strategy blueGreen");
        }
    }

    private static void checkSteps(List<CanaryStep> steps) throws InvalidInputException {
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new InvalidInputException("steps", steps.size() + " steps", "1 to " + MOST_STEPS + " steps");
        }
        int last = 0;
        for (CanaryStep step : steps) {
            if (step.weight() <= last || step.weight() > WHOLE) {
                throw new InvalidInputException(
                        "steps", step.weight(), "weights from 1 to 100 that rise from step to step");
            }
            last = step.weight();
            checkPause("steps", step.pause());
        }
        if (steps.get(0).weight() == WHOLE) {
            throw new InvalidInputException("steps", WHOLE, "a first weight below 100, or the strategy rolling");
        }
    }

    private static void checkPause(String parameter, Duration pause) throws InvalidInputException {
        if (pause == null || pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
            throw new InvalidInputException(parameter, pause, "a pause of at most a day");
        }
    }

    /** Whether a deployment can have it: clusters keep ids as values of labels. */
    public static boolean isDeploymentId(String id) {
        return LABEL_VALUE.matcher(id).matches();
    }

    private static void checkId(String id) throws InvalidInputException {
        if (id == null || !isDeploymentId(id)) {
            throw new InvalidInputException(
                    "id",
                    id,
                    "at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");
        }
    }

    private static void checkWorkload(String workload) throws InvalidInputException {
        if (workload == null || !DNS_LABEL.matcher(workload).matches()) {
            throw new InvalidInputException(
                    "workload",
                    workload,
                    "at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit");
        }
    }

    /** @throws InvalidInputException if the value is no image reference */
    public static void checkImage(String image) throws InvalidInputException {
        if (image == null
                || image.length() > LONGEST_IMAGE
                || !IMAGE.matcher(image).matches()) {
            throw new InvalidInputException(
                    "image", image, "an image reference such as registry.example.com/shop/web:1.4.2");
        }
    }

    private static void checkReplicas(@CheckForNull Integer replicas) throws InvalidInputException {
        if (replicas != null && (replicas < 0 || replicas > MOST_REPLICAS)) {
            throw new InvalidInputException("replicas", replicas, "a number from 0 to " + MOST_REPLICAS);
        }
    }

    private static void checkPort(String parameter, @CheckForNull Integer port) throws InvalidInputException {
        if (port != null && (port < 1 || port > HIGHEST_PORT)) {
            throw new InvalidInputException(parameter, port, "a port from 1 to " + HIGHEST_PORT);
        }
    }

    private static void checkEnvironment(Map<String, String> variables) throws InvalidInputException {
        for (String name : variables.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new InvalidInputException(
                        "env", name, "names of letters, digits, '_', '-' and '.' that do not begin with a digit");
            }
        }
    }

    private static void checkVariables(Map<String, String> variables) throws InvalidInputException {
        for (String name : variables.keySet()) {
            if (!PLACEHOLDER.matcher(name).matches()) {
                throw new InvalidInputException(
                        "variables",
                        name,
                        "names of upper-case letters, digits and '_' that do not begin with a digit");
            }
        }
    }

    private static void checkHealthCheck(HealthCheck check) throws InvalidInputException {
        if (check == null) {
            throw new InvalidInputException("healthCheck", null, "a health check");
        }
        String path = check.path();
        if (path != null && (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c == 0x7f))) {
            throw new InvalidInputException("healthCheck.path", path, "a path such as /health, without spaces");
        }
        if (check.interval() == null || check.interval().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidInputException("healthCheck.interval", check.interval(), "a second or more");
        }
    }

    private static void checkTimeout(Duration timeout) throws InvalidInputException {
        if (timeout == null || timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidInputException("timeout", timeout, "a duration of more than zero and at most a day");
        }
    }
}
