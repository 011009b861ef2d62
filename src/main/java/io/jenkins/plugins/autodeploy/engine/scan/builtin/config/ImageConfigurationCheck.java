package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an image's own configuration shows without looking into its layers: the user that it runs as, secrets in its environment. */
public final class ImageConfigurationCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MOST_LINES = 500;

    private ImageConfigurationCheck() {}

    /** @throws ScannerFailedException when no docker daemon has the image */
    public static List<Finding> check(String image, CommandRunner runner, Workspace workspace)
            throws ScannerFailedException, InterruptedException {
        List<String> arguments = List.of("docker", "image", "inspect", "--format", "{{json .Config}}", image);
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        try {
            int exitCode = runner.run(
                    new Command(arguments, workspace.root(), Map.of(), TIMEOUT),
                    line -> keep(line, out),
                    line -> keep(line, err));
            if (exitCode != 0) {
                throw new ScannerFailedException("The image %s could not be inspected: %s"
                        .formatted(image, OutsideText.clean(String.join(" ", err))));
            }
            return findings(image, Json.readTree(String.join("", out)));
        } catch (JsonProcessingException e) {
            throw new ScannerFailedException("docker's answer about %s cannot be read".formatted(image), e);
        } catch (IOException e) {
            throw new ScannerFailedException(
                    "The image %s cannot be inspected without docker: %s".formatted(image, e.getMessage()), e);
        }
    }

    static List<Finding> findings(String image, JsonNode configuration) {
        List<Finding> findings = new ArrayList<>();
        String user = configuration.path("User").asText("");
        if (user.isEmpty() || user.matches("(?:root|0)(?::.*)?")) {
            findings.add(finding(
                    "image-root-user",
                    "The container runs as root: end the Dockerfile with USER and a user that may do less",
                    image));
        }
        for (JsonNode variable : configuration.path("Env")) {
            String[] assignment = variable.asText().split("=", 2);
            if (assignment.length == 2 && !assignment[1].isEmpty() && DockerfileCheck.isSecretName(assignment[0])) {
                findings.add(finding(
                        "image-secret-in-env",
                        "The variable %s holds a secret that everybody with the image can read: give it at start"
                                .formatted(assignment[0]),
                        image));
            }
        }
        return findings;
    }

    private static Finding finding(String id, String title, String image) {
        return Finding.of(FindingKind.MISCONFIGURATION, id, Severity.HIGH, OutsideText.clean(title))
                .withLocation(image);
    }

    private static void keep(String line, List<String> lines) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }
}
