package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.BuildStage;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.OutsideText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults of a Dockerfile that make its image less safe. */
final class DockerfileCheck {
    private static final Pattern ROOT = Pattern.compile("(?:root|0)(?::.*)?");
    private static final Pattern NON_ROOT_BASE = Pattern.compile("nonroot|non-root|unprivileged|rootless");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL).*");
    private static final Pattern NOT_THE_SECRET = Pattern.compile("(?i).*(?:_FILE|_PATH|_URL|_NAME|_ID|_TTL|_HEADER)");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=(\"[^\"]*\"|'[^']*'|\\S*)");
    private static final Pattern PIPE_TO_SHELL =
            Pattern.compile("\\b(?:curl|wget)\\b[^|&;]*\\|\\s*(?:sudo\\s+)?(?:ba|da|z)?sh\\b");
    private static final Pattern SSH_PORT = Pattern.compile("(?:^|\\s)22(?:/tcp)?(?:\\s|$)");

    private final String path;
    private final List<Finding> findings = new ArrayList<>();

    private DockerfileCheck(String path) {
        this.path = path;
    }

    /** @param path of the file, as findings name it */
    static List<Finding> check(String path, String text) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        DockerfileCheck check = new DockerfileCheck(path);
        check.bases(dockerfile);
        check.user(dockerfile);
        dockerfile.instructions().forEach(check::instruction);
        return check.findings;
    }

    private void bases(Dockerfile dockerfile) {
        Set<String> earlier = new HashSet<>(Set.of("scratch"));
        for (BuildStage stage : dockerfile.stages()) {
            String image = stage.image();
            String name = image.substring(image.lastIndexOf('/') + 1);
            boolean fixed = image.contains("@") || name.contains(":") && !name.endsWith(":latest");
            if (!fixed && !image.isEmpty() && !earlier.contains(image.toLowerCase(Locale.ROOT))) {
                add(
                        "dockerfile-latest-tag",
                        Severity.MEDIUM,
                        "The base image %s changes from one build to the next: name a version".formatted(image),
                        stage.line());
            }
            if (stage.name() != null) {
                earlier.add(stage.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private void user(Dockerfile dockerfile) {
        List<BuildStage> stages = dockerfile.stages();
        if (stages.isEmpty()) {
            return;
        }
        BuildStage last = stages.get(stages.size() - 1);
        int line = last.line();
        String user = NON_ROOT_BASE.matcher(last.image()).find() ? "of the base image" : "root";
        for (Instruction instruction : dockerfile.instructions()) {
            if (instruction.name().equals("USER") && instruction.line() > last.line()) {
                user = instruction.arguments();
                line = instruction.line();
            }
        }
        if (ROOT.matcher(user).matches()) {
            add(
                    "dockerfile-root-user",
                    Severity.HIGH,
                    "The container runs as root: end with USER and a user that may do less",
                    line);
        }
    }

    private void instruction(Instruction instruction) {
        String arguments = instruction.arguments();
        switch (instruction.name()) {
            case "ADD" -> {
                if (arguments.matches("(?:--\\S+\\s+)*https?://.*") && !arguments.contains("--checksum=")) {
                    add(
                            "dockerfile-add-url",
                            Severity.MEDIUM,
                            "ADD takes whatever the address gives that day: add --checksum, or fetch and check it in RUN",
                            instruction.line());
                }
            }
            case "ENV", "ARG" -> secrets(instruction);
            case "RUN" -> {
                if (PIPE_TO_SHELL.matcher(arguments).find()) {
                    add(
                            "dockerfile-pipe-to-shell",
                            Severity.MEDIUM,
                            "A download runs unread: save it, check its checksum, then run it",
                            instruction.line());
                }
            }
            case "EXPOSE" -> {
                if (SSH_PORT.matcher(arguments).find()) {
                    add(
                            "dockerfile-ssh-port",
                            Severity.MEDIUM,
                            "The image offers SSH: use docker exec or kubectl exec instead",
                            instruction.line());
                }
            }
            default -> {
                // The other instructions have no fault that their text alone shows.
            }
        }
    }

    private void secrets(Instruction instruction) {
        String arguments = instruction.arguments();
        if (instruction.name().equals("ENV") && !arguments.split("\\s", 2)[0].contains("=")) {
            arguments = arguments.replaceFirst("\\s+", "=");
        }
        Matcher assignment = ASSIGNMENT.matcher(arguments);
        while (assignment.find()) {
            String value = assignment.group(2).replaceAll("^[\"']|[\"']$", "");
            if (isSecretName(assignment.group(1)) && !value.isEmpty() && !value.startsWith("$")) {
                add(
                        "dockerfile-secret-in-" + instruction.name().toLowerCase(Locale.ROOT),
                        Severity.HIGH,
                        "%s %s puts a secret into the image: mount it with RUN --mount=type=secret, or give it at start"
                                .formatted(instruction.name(), assignment.group(1)),
                        instruction.line());
            }
        }
    }

    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).matches()
                && !NOT_THE_SECRET.matcher(name).matches();
    }

    private void add(String id, Severity severity, String title, int line) {
        findings.add(Finding.of(FindingKind.MISCONFIGURATION, id, severity, OutsideText.clean(title))
                .withLocation(path + ":" + line));
    }
}
