package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is installed, and whether it is what its makers signed. */
final class PackageCheck implements DockerfileCheck {
    private static final Rule UNSIGNED = new Rule(
            "dockerfile-unsigned-packages",
            Severity.HIGH,
            "Packages are installed without a look at their signatures",
            "add the key of the repository instead");
    private static final Rule UPGRADE = new Rule(
            "dockerfile-dist-upgrade",
            Severity.LOW,
            "The system is moved to another release, which no one has tested",
            "start from the base image of that release");
    private static final Rule SSH_SERVER = new Rule(
            "dockerfile-ssh-server",
            Severity.MEDIUM,
            "An SSH server is one more way in, with keys of its own",
            "use docker exec or kubectl exec instead");

    private static final Map<String, Set<String>> UNSIGNED_FLAGS = Map.of(
            "apt-get", Set.of("--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"),
            "apt", Set.of("--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"),
            "apk", Set.of("--allow-untrusted"),
            "yum", Set.of("--nogpgcheck"),
            "dnf", Set.of("--nogpgcheck", "--no-gpgchecks"),
            "microdnf", Set.of("--nogpgcheck"),
            "zypper", Set.of("--no-gpg-checks"),
            "rpm", Set.of("--nosignature", "--nodigest"));
    private static final List<String> UNSIGNED_REPOSITORY = List.of("trusted=yes", "gpgcheck=0", "allow-insecure=yes");

    @Override
    public List<Rule> rules() {
        return List.of(UNSIGNED, UPGRADE, SSH_SERVER);
    }

    @Override
    public void check(BuildRecipe recipe, Faults faults) {
        for (BuildRecipe.Run run : recipe.runs()) {
            for (ShellCommand command : run.commands()) {
                if (isUnsigned(command)) {
                    faults.add(UNSIGNED, run.line());
                }
                if (command.is(PackageManagers.APT, Set.of("dist-upgrade", "full-upgrade"))
                        || command.is(Set.of("zypper"), Set.of("dup", "dist-upgrade"))
                        || command.program().equals("do-release-upgrade")) {
                    faults.add(UPGRADE, run.line());
                }
                if (PackageManagers.installs(command, "openssh-server")) {
                    faults.add(SSH_SERVER, run.line());
                }
            }
        }
    }

    private static boolean isUnsigned(ShellCommand command) {
        return command.arguments().stream().anyMatch(UNSIGNED_FLAGS.getOrDefault(command.program(), Set.of())::contains)
                || command.words().stream()
                        .anyMatch(word -> UNSIGNED_REPOSITORY.stream().anyMatch(word::contains));
    }
}
