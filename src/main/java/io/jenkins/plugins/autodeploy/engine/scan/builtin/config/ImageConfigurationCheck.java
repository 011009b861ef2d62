package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an image's configuration and history show without looking into its layers: the user that it runs as, secrets in its environment and its build arguments, how it is reached and checked. */
public final class ImageConfigurationCheck {
    private static final Rule ROOT = new Rule(
            "image-root-user",
            Severity.HIGH,
            "The container runs as root",
            "end the Dockerfile with USER and a user that may do less");
    private static final Rule SECRET_IN_ENV = new Rule(
            "image-secret-in-env",
            Severity.HIGH,
            "The environment holds a secret that everybody with the image can read",
            "give it at start");
    private static final Rule SECRET_IN_HISTORY = new Rule(
            "image-secret-in-history",
            Severity.HIGH,
            "The history holds a secret that was a build argument",
            "withdraw it where it was issued, and mount it with RUN --mount=type=secret");
    private static final Rule SSH_PORT = new Rule(
            "image-ssh-port", Severity.MEDIUM, "The image offers SSH", "use docker exec or kubectl exec instead");
    private static final Rule NO_HEALTH_CHECK = new Rule(
            "image-no-healthcheck",
            Severity.LOW,
            "Docker cannot tell whether the program still answers",
            "add HEALTHCHECK to the Dockerfile");

    private static final Pattern BUILD_ARGUMENTS =
            Pattern.compile("^(?:/bin/sh -c #\\(nop\\) +)?(?:ARG |(?:RUN )?\\|\\d{1,4} )");
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final int LONGEST_COMMAND = 20_000;
    private static final int MOST_NAMES = 10;

    private ImageConfigurationCheck() {}

    /** The faults that {@link #findings} can find. */
    static List<Rule> rules() {
        return List.of(ROOT, SECRET_IN_ENV, SECRET_IN_HISTORY, SSH_PORT, NO_HEALTH_CHECK);
    }

    /**
     * Faults that the configuration alone shows.
     *
     * @param image as findings name it
     * @param configuration the object {@code config} of an image's configuration, of Docker or OCI (docker's {@code Config} is the same)
     */
    public static List<Finding> findings(String image, JsonNode configuration) {
        return findings(image, configuration, MissingNode.getInstance());
    }

    /**
     * Faults that the configuration and the history show.
     *
     * @param image as findings name it
     * @param configuration the object {@code config} of an image's configuration, of Docker or OCI
     * @param history its array {@code history}, each with {@code created_by}; missing for none
     */
    public static List<Finding> findings(String image, JsonNode configuration, JsonNode history) {
        List<Finding> findings = new ArrayList<>();
        if (configuration.path("User").asText("").matches("(?:root|0)?(?::.*)?")) {
            findings.add(finding(ROOT, null, image));
        }
        Set<String> secrets = secretsIn(configuration.path("Env"));
        if (!secrets.isEmpty()) {
            findings.add(finding(SECRET_IN_ENV, String.join(", ", secrets), image));
        }
        Set<String> arguments = secretsInHistory(history);
        if (!arguments.isEmpty()) {
            findings.add(finding(SECRET_IN_HISTORY, String.join(", ", arguments), image));
        }
        if (configuration.path("ExposedPorts").has("22/tcp")
                || configuration.path("ExposedPorts").has("22")) {
            findings.add(finding(SSH_PORT, null, image));
        }
        String test = configuration.path("Healthcheck").path("Test").path(0).asText("NONE");
        if (test.equals("NONE")) {
            findings.add(finding(NO_HEALTH_CHECK, null, image));
        }
        return findings;
    }

    private static Set<String> secretsIn(JsonNode environment) {
        Set<String> names = new TreeSet<>();
        for (JsonNode variable : environment) {
            addSecret(variable.asText(), names);
        }
        return names;
    }

    /**
     * Names of build arguments and commands' variables with secrets. The builders write what they ran as {@code ARG NAME=value}, {@code RUN |2 NAME=value OTHER=value /bin/sh -c …}
     * (BuildKit) and {@code |2 NAME=value OTHER=value /bin/sh -c …} (the older one). What {@code ENV} sets is in the configuration.
     */
    private static Set<String> secretsInHistory(JsonNode history) {
        Set<String> names = new TreeSet<>();
        for (JsonNode layer : history) {
            String command = layer.path("created_by").asText("");
            String bounded = command.substring(0, Math.min(command.length(), LONGEST_COMMAND));
            Matcher arguments = BUILD_ARGUMENTS.matcher(bounded);
            if (arguments.find()) {
                String rest = bounded.substring(arguments.end());
                int shell = rest.indexOf("/bin/sh -c");
                WORD.matcher(shell < 0 ? rest : rest.substring(0, shell))
                        .results()
                        .forEach(word -> addSecret(word.group(), names));
            }
        }
        return names;
    }

    private static void addSecret(String assignment, Set<String> names) {
        String[] parts = assignment.split("=", 2);
        if (parts.length == 2 && names.size() < MOST_NAMES && SecretNames.isSecretWritten(parts[0], parts[1])) {
            names.add(parts[0]);
        }
    }

    private static Finding finding(Rule rule, @CheckForNull String subject, String image) {
        return Faults.finding(rule, subject).withLocation(image);
    }
}
