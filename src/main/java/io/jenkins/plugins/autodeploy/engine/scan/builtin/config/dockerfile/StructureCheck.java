package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.HostPaths;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the other instructions give away or leave to chance. */
final class StructureCheck implements DockerfileCheck {
    private static final Rule SSH_PORT = new Rule(
            "dockerfile-ssh-port", Severity.MEDIUM, "The image offers SSH", "use docker exec or kubectl exec instead");
    private static final Rule NO_PORT =
            new Rule("dockerfile-port-out-of-range", Severity.LOW, "There is no such port", "name one from 1 to 65535");
    private static final Rule ENGINE_SOCKET = new Rule(
            "dockerfile-engine-socket",
            Severity.HIGH,
            "The image expects the container engine's socket, which makes it root on its host",
            "remove the volume");
    private static final Rule RELATIVE_DIRECTORY = new Rule(
            "dockerfile-relative-workdir",
            Severity.LOW,
            "Where a relative WORKDIR leads is up to the base image",
            "begin it with /");
    private static final Rule ADD = new Rule(
            "dockerfile-add-instead-of-copy",
            Severity.LOW,
            "ADD also unpacks archives and follows addresses, which a plain file does not need",
            "use COPY");
    private static final Rule NO_HEALTH_CHECK = new Rule(
            "dockerfile-no-healthcheck",
            Severity.LOW,
            "Docker cannot tell whether the program still answers",
            "add HEALTHCHECK");

    private static final Pattern PORT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?(?:/\\w{1,9})?");
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern ABSOLUTE = Pattern.compile("[\"']?(?:/|\\\\|\\$|[A-Za-z]:).*");
    private static final Pattern UNPACKED_OR_FETCHED = Pattern.compile(
            "(?i).*\\.(?:tar|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|lzma)|https?://.*|git@.*|.*\\.git(?:#.*)?|.*\\$.*");

    @Override
    public List<Rule> rules() {
        return List.of(SSH_PORT, NO_PORT, ENGINE_SOCKET, RELATIVE_DIRECTORY, ADD, NO_HEALTH_CHECK);
    }

    @Override
    public void check(BuildRecipe recipe, Faults faults) {
        recipe.instructions("EXPOSE").forEach(expose -> ports(expose, faults));
        recipe.instructions("VOLUME")
                .filter(volume -> volume
                        .words()
                        .orElse(List.of(volume.arguments().split("\\s+")))
                        .stream()
                        .anyMatch(HostPaths::isEngineSocket))
                .forEach(volume -> faults.add(ENGINE_SOCKET, volume.line()));
        recipe.instructions("WORKDIR")
                .filter(directory -> !ABSOLUTE.matcher(directory.arguments()).matches())
                .forEach(directory -> faults.add(RELATIVE_DIRECTORY, directory.line()));
        recipe.copied().stream()
                .filter(copied -> copied.name().equals("ADD"))
                .filter(copied -> copied.sources().stream()
                        .noneMatch(source -> UNPACKED_OR_FETCHED.matcher(source).matches()))
                .forEach(copied -> faults.add(ADD, copied.line()));
        boolean checked = recipe.dockerfile()
                .last("HEALTHCHECK")
                .filter(check -> !check.arguments().equalsIgnoreCase("NONE"))
                .isPresent();
        if (!checked && !recipe.stages().isEmpty()) {
            faults.add(
                    NO_HEALTH_CHECK,
                    recipe.stages().get(recipe.stages().size() - 1).line());
        }
    }

    private static void ports(Instruction expose, Faults faults) {
        for (String word : expose.arguments().split("\\s+")) {
            Matcher port = PORT.matcher(word);
            if (port.matches()) {
                long first = Long.parseLong(port.group(1));
                long last = port.group(2) == null ? first : Long.parseLong(port.group(2));
                if (first <= 22 && last >= 22) {
                    faults.add(SSH_PORT, expose.line());
                }
                if (first < 1 || last > HIGHEST_PORT) {
                    faults.add(NO_PORT, expose.line(), word);
                }
            }
        }
    }
}
