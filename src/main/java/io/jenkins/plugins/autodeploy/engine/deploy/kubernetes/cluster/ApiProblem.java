package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialProgramException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * What the API server's refusal or silence means, in words.
 *
 * @param sentence what failed and why
 * @param advice what to try
 * @param passing whether trying again later may help
 * @param pause that the server asks for before the next try; zero when it does not ask
 */
public record ApiProblem(String sentence, String advice, boolean passing, Duration pause) {
    private static final Pattern CONFLICTING_MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "User \"([^\"]+)\" cannot (\\w+) resource \"([^\"]+)\"(?: in API group \"([^\"]*)\")?.*", Pattern.DOTALL);
    private static final int MOST_FIELDS = 5;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN_CODE = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /**
     * @param what was tried, as the beginning of a sentence: "Service web cannot be applied"
     * @param namespace the target's
     * @param server URL of the API server
     */
    public static ApiProblem of(Throwable thrown, String what, String namespace, String server) {
        Throwable error =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return find(error, KubernetesClientException.class)
                .filter(answer -> answer.getCode() > 0)
                .map(answer -> answered(answer, what, namespace, server))
                .orElseGet(() -> unreachable(error, server));
    }

    public ApiProblem(String sentence, String advice, boolean passing) {
        this(sentence, advice, passing, Duration.ZERO);
    }

    public StageFailedException toException(Stage stage) {
        return new StageFailedException(stage, sentence, advice);
    }

    private static ApiProblem answered(KubernetesClientException answer, String what, String namespace, String server) {
        String message = message(answer);
        return switch (answer.getCode()) {
            case UNAUTHORIZED ->
                new ApiProblem(
                        "the cluster %s does not accept the credentials: the token or certificate is wrong or has expired"
                                .formatted(server),
                        "Renew the credentials and try again",
                        false);
            case FORBIDDEN_CODE -> forbidden(what, message, namespace);
            case NOT_FOUND ->
                message.contains("namespaces \"" + namespace + "\" not found")
                        ? new ApiProblem(
                                "namespace '%s' does not exist in the cluster %s".formatted(namespace, server),
                                "Create it (kubectl create namespace %s) or name another one".formatted(namespace),
                                false)
                        : new ApiProblem(what + ": " + message, "", false);
            case CONFLICT -> conflict(answer, what, message);
            case UNPROCESSABLE -> new ApiProblem(what + ": " + message, advice(message), false);
            default ->
                new ApiProblem(
                        what + ": " + message,
                        "",
                        answer.getCode() >= SERVER_ERROR || answer.getCode() == TOO_MANY_REQUESTS,
                        pause(answer));
        };
    }

    private static Duration pause(KubernetesClientException answer) {
        return Optional.ofNullable(answer.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getRetryAfterSeconds)
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    private static String message(KubernetesClientException answer) {
        return Optional.ofNullable(answer.getStatus())
                .map(Status::getMessage)
                .orElseGet(() -> "the API server answered with status " + answer.getCode());
    }

    private static String advice(String message) {
        return message.contains("field is immutable")
                ? "Kubernetes does not let this field change: keep its present value, or delete the object first"
                : "Correct the manifests";
    }

    private static ApiProblem forbidden(String what, String message, String namespace) {
        Matcher matcher = FORBIDDEN.matcher(message);
        if (!matcher.find()) {
            return new ApiProblem(what + ": " + message, "", false);
        }
        String group = matcher.group(4) == null || matcher.group(4).isEmpty() ? "" : "." + matcher.group(4);
        String resource = matcher.group(3) + group;
        return new ApiProblem(
                "user '%s' may not %s %s in namespace '%s'"
                        .formatted(matcher.group(1), matcher.group(2), resource, namespace),
                "Let an administrator of the cluster grant it '%s' on '%s' by a Role and RoleBinding"
                        .formatted(matcher.group(2), resource),
                false);
    }

    /** Whether the user is known and may not do it. */
    public static boolean isForbidden(KubernetesClientException answer) {
        return answer.getCode() == FORBIDDEN_CODE;
    }

    /** Whether the user is not known, or no more. */
    static boolean isUnauthorized(KubernetesClientException answer) {
        return answer.getCode() == UNAUTHORIZED;
    }

    /** Whether server-side apply was refused for fields that this manager owns and nobody else. */
    static boolean isConflictWithOnly(KubernetesClientException answer, String manager) {
        List<StatusCause> causes = causes(answer);
        return answer.getCode() == CONFLICT
                && !causes.isEmpty()
                && causes.stream().allMatch(cause -> manager(cause).equals("'" + manager + "'"));
    }

    private static List<StatusCause> causes(KubernetesClientException answer) {
        return Optional.ofNullable(answer.getStatus())
                .map(Status::getDetails)
                .map(details -> details.getCauses())
                .orElse(List.of());
    }

    private static ApiProblem conflict(KubernetesClientException answer, String what, String message) {
        Map<String, List<String>> owners = causes(answer).stream()
                .filter(cause -> !isOwn(cause))
                .collect(Collectors.groupingBy(
                        ApiProblem::manager,
                        TreeMap::new,
                        Collectors.mapping(StatusCause::getField, Collectors.toList())));
        if (owners.isEmpty()) {
            return new ApiProblem(what + ": " + message, "", true);
        }
        String told = owners.entrySet().stream()
                .map(owner -> "%s owns %s".formatted(owner.getKey(), fields(owner.getValue())))
                .collect(Collectors.joining("; "));
        boolean scaled = owners.values().stream().allMatch(List.of(".spec.replicas")::equals);
        return new ApiProblem(
                "%s: others manage fields that it would change: %s".formatted(what, told),
                scaled
                        ? "Leave replicas out, so that what scales the workload goes on to do so"
                        : "Leave these fields out, or take them over once with 'kubectl apply --server-side --force-conflicts --field-manager=autodeploy'",
                false);
    }

    /** What this engine set by another kind of patch: in nobody's way. */
    private static boolean isOwn(StatusCause cause) {
        return manager(cause).equals("'" + ClusterApi.FIELD_MANAGER + "'");
    }

    private static String fields(List<String> fields) {
        List<String> sorted = fields.stream().distinct().sorted().toList();
        String shown = String.join(", ", sorted.subList(0, Math.min(MOST_FIELDS, sorted.size())));
        return sorted.size() <= MOST_FIELDS ? shown : "%s and %d more".formatted(shown, sorted.size() - MOST_FIELDS);
    }

    private static String manager(StatusCause cause) {
        Matcher matcher = CONFLICTING_MANAGER.matcher(String.valueOf(cause.getMessage()));
        return matcher.find() ? "'" + matcher.group(1) + "'" : cause.getMessage();
    }

    private static ApiProblem unreachable(Throwable error, String server) {
        Optional<CredentialProgramException> program = find(error, CredentialProgramException.class);
        if (program.isPresent()) {
            return new ApiProblem(
                    program.get().getMessage(), "Run it by hand where the step runs, as the same user", true);
        }
        if (find(error, SSLException.class).isPresent()) {
            return new ApiProblem(
                    "the certificate of the cluster %s is not trusted: %s"
                            .formatted(server, deepest(error).getMessage()),
                    "Give the cluster's certificate authority",
                    false);
        }
        String cause = find(error, UnknownHostException.class)
                .map(unknown -> "its host name is unknown")
                .or(() -> find(error, ConnectException.class).map(refused -> "nothing accepts connections there"))
                .or(() -> find(error, TimeoutException.class).map(late -> "it does not answer in time"))
                .orElseGet(() -> String.valueOf(deepest(error).getMessage()));
        boolean passing = find(error, IOException.class).isPresent()
                || find(error, TimeoutException.class).isPresent();
        return new ApiProblem(
                "the cluster %s cannot be reached: %s".formatted(server, cause),
                "Check the address and that the cluster runs",
                passing);
    }

    private static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static Throwable deepest(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
