package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.OutputText;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The token that the program of a kubeconfig's {@code users[].user.exec} gives: {@code aws eks get-token}, {@code gke-gcloud-auth-plugin}, {@code kubelogin}. The program is run when the token is first
 * needed and again shortly before it expires. Its protocol: <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go credential plugins</a>.
 */
final class ExecToken implements OAuthTokenProvider {
    private static final String API = "client.authentication.k8s.io/";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration MARGIN = Duration.ofSeconds(60);
    /** How long a token is used that does not say when it ends. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(10);

    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final int LONGEST_COMPLAINT = 16 * 1024;
    private static final int LONGEST_QUOTE = 300;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String program;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final CredentialPrograms programs;
    private final Clock clock;

    @CheckForNull
    private String token;

    private Instant renewal = Instant.MIN;
    private Instant end = Instant.MIN;

    /** @throws InvalidInputException if the entry asks for what cannot be done without a person or in no version of the protocol that is known */
    ExecToken(ExecConfig exec, Cluster cluster, CredentialPrograms programs, Clock clock) throws InvalidInputException {
        check(exec);
        this.program = exec.getCommand();
        this.programs = programs;
        this.clock = clock;
        arguments = new ArrayList<>(List.of(program));
        if (exec.getArgs() != null) {
            arguments.addAll(exec.getArgs());
        }
        environment = new LinkedHashMap<>();
        if (exec.getEnv() != null) {
            exec.getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        }
        environment.put("KUBERNETES_EXEC_INFO", info(exec, cluster));
    }

    private static void check(ExecConfig exec) throws InvalidInputException {
        String command = exec.getCommand();
        if (command == null || command.isBlank() || command.contains("/") && !command.startsWith("/")) {
            throw new InvalidInputException(
                    "kubeconfig", "exec: " + command, "the name of a program or its whole path as its command");
        }
        if (exec.getApiVersion() == null || !exec.getApiVersion().startsWith(API)) {
            throw new InvalidInputException(
                    "kubeconfig", "exec: apiVersion: " + exec.getApiVersion(), API + "v1beta1 or " + API + "v1");
        }
        if ("Always".equals(exec.getInteractiveMode())) {
            throw new InvalidInputException(
                    "kubeconfig",
                    "exec: interactiveMode: Always",
                    "a program that gives credentials without asking a person");
        }
    }

    private static String info(ExecConfig exec, Cluster cluster) {
        ObjectNode info = MAPPER.createObjectNode();
        info.put("apiVersion", exec.getApiVersion()).put("kind", "ExecCredential");
        ObjectNode spec = info.putObject("spec").put("interactive", false);
        if (Boolean.TRUE.equals(exec.getProvideClusterInfo())) {
            ObjectNode told = spec.putObject("cluster").put("server", cluster.getServer());
            if (cluster.getCertificateAuthorityData() != null) {
                told.put("certificate-authority-data", cluster.getCertificateAuthorityData());
            }
            if (cluster.getTlsServerName() != null) {
                told.put("tls-server-name", cluster.getTlsServerName());
            }
        }
        return info.toString();
    }

    /**
     * Blocks while the program runs. One that fails although its last token is still good is asked again the next time.
     *
     * @throws CredentialProgramException if there is no token
     */
    @Override
    public synchronized String getToken() {
        Instant now = clock.instant();
        if (token == null || !now.isBefore(renewal)) {
            try {
                take(run(), now);
            } catch (CredentialProgramException e) {
                if (token == null || !now.isBefore(end)) {
                    token = null;
                    throw e;
                }
            }
        }
        return token;
    }

    private String run() {
        OutputText answer = new OutputText(LONGEST_ANSWER);
        OutputText complaint = new OutputText(LONGEST_COMPLAINT);
        try {
            int exitCode = programs.run(arguments, environment, TIMEOUT, answer, complaint);
            if (exitCode != 0) {
                throw new CredentialProgramException(
                        program, "it ended with exit code %d%s".formatted(exitCode, quoted(complaint.lastLine())));
            }
            return answer.whole();
        } catch (IOException e) {
            throw new CredentialProgramException(program, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialProgramException(program, "it was interrupted");
        }
    }

    /** Nothing of the answer is quoted: it holds the token. */
    private void take(String answer, Instant now) {
        JsonNode status;
        try {
            status = MAPPER.readTree(answer).path("status");
        } catch (JsonProcessingException e) {
            throw new CredentialProgramException(program, "its answer is no ExecCredential in JSON");
        }
        String given = status.path("token").asText("");
        if (given.isEmpty()) {
            throw new CredentialProgramException(
                    program,
                    status.has("clientCertificateData")
                            ? "it gives a client certificate, and only tokens are taken"
                            : "its answer has no token");
        }
        token = given;
        end = end(status.path("expirationTimestamp").asText(""), now);
        Duration quarter = Duration.between(now, end).dividedBy(4);
        renewal = end.minus(quarter.compareTo(MARGIN) < 0 ? quarter : MARGIN);
    }

    private Instant end(String expiration, Instant now) {
        if (expiration.isEmpty()) {
            return now.plus(USUAL_LIFE);
        }
        try {
            return Instant.parse(expiration);
        } catch (DateTimeParseException e) {
            throw new CredentialProgramException(program, "its expirationTimestamp is no time of RFC 3339");
        }
    }

    private static String quoted(String line) {
        String clean = line.replaceAll("\\p{Cntrl}", " ");
        String quote = clean.length() <= LONGEST_QUOTE ? clean : clean.substring(0, LONGEST_QUOTE) + "…";
        return quote.isEmpty() ? "" : " and the words: " + quote;
    }
}
