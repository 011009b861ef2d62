package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which user the image runs as, and how one becomes another. */
final class UserCheck implements DockerfileCheck {
    private static final Rule ROOT = new Rule(
            "dockerfile-root-user",
            Severity.HIGH,
            "The container runs as root",
            "end with USER and a user that may do less");
    private static final Rule SUDO = new Rule(
            "dockerfile-sudo",
            Severity.MEDIUM,
            "sudo opens the way back to root",
            "do what needs root before USER, without sudo");
    private static final Rule SUDO_WITHOUT_PASSWORD = new Rule(
            "dockerfile-sudo-without-password",
            Severity.HIGH,
            "A user can become root without a password",
            "remove NOPASSWD");
    private static final Rule ACCOUNT_PASSWORD = new Rule(
            "dockerfile-account-password",
            Severity.HIGH,
            "An account of the image gets a password that everybody with the image knows, or none",
            "leave its password locked");

    private static final Pattern IS_ROOT = Pattern.compile("(?:root|0|ContainerAdministrator)(?::.*)?");
    private static final Pattern NON_ROOT_BASE = Pattern.compile("nonroot|non-root|unprivileged|rootless");
    /** Containers of Windows do not run as administrators unless they ask. */
    private static final Pattern WINDOWS_BASE = Pattern.compile("/windows/|nanoserver|servercore|windowsservercore");

    @Override
    public List<Rule> rules() {
        return List.of(ROOT, SUDO, SUDO_WITHOUT_PASSWORD, ACCOUNT_PASSWORD);
    }

    @Override
    public void check(BuildRecipe recipe, Faults faults) {
        user(recipe, faults);
        for (BuildRecipe.Run run : recipe.runs()) {
            for (ShellCommand command : run.commands()) {
                if (command.isSudo() || PackageManagers.installs(command, "sudo")) {
                    faults.add(SUDO, run.line());
                }
                if (command.words().stream().anyMatch(word -> word.contains("NOPASSWD"))) {
                    faults.add(SUDO_WITHOUT_PASSWORD, run.line());
                }
                if (setsPassword(command)) {
                    faults.add(ACCOUNT_PASSWORD, run.line());
                }
            }
        }
    }

    private static void user(BuildRecipe recipe, Faults faults) {
        if (recipe.stages().isEmpty()) {
            return;
        }
        Optional<Instruction> user = recipe.dockerfile().last("USER");
        if (user.isPresent()) {
            if (IS_ROOT.matcher(user.get().arguments()).matches()) {
                faults.add(ROOT, user.get().line());
            }
            return;
        }
        String base = recipe.dockerfile().baseImage(null, Map.of()).orElse("");
        if (!NON_ROOT_BASE.matcher(base).find() && !WINDOWS_BASE.matcher(base).find()) {
            faults.add(ROOT, recipe.stages().get(recipe.stages().size() - 1).line());
        }
    }

    private static boolean setsPassword(ShellCommand command) {
        return switch (command.program()) {
            case "chpasswd" ->
                command.input() != null
                        && command.input().words().stream()
                                .anyMatch(word -> word.matches("[a-z_][a-z0-9_-]{0,31}:[^$:].*"));
            case "useradd", "usermod" -> command.arguments().stream().anyMatch(List.of("-p", "--password")::contains);
            case "passwd" -> command.arguments().stream().anyMatch(List.of("-d", "--delete")::contains);
            default -> false;
        };
    }
}
