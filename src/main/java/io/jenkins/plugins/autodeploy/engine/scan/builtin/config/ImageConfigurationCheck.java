package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.OutsideText;
import java.util.ArrayList;
import java.util.List;

/** What an image's own configuration shows without looking into its layers: the user that it runs as, secrets in its environment. */
public final class ImageConfigurationCheck {
    private ImageConfigurationCheck() {}

    /**
     * @param image as findings name it
     * @param configuration the image's {@code config}, as docker and the OCI image specification have it
     */
    public static List<Finding> findings(String image, JsonNode configuration) {
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
}
