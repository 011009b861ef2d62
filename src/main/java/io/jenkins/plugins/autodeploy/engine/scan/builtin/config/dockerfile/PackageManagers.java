package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import java.util.Set;

/** The programs that install packages. */
final class PackageManagers {
    static final Set<String> APT = Set.of("apt", "apt-get", "aptitude");
    private static final Set<String> ALL =
            Set.of("apt", "apt-get", "aptitude", "apk", "yum", "dnf", "microdnf", "zypper", "pacman");
    private static final Set<String> INSTALL = Set.of("install", "add", "in", "-S", "-Sy", "-Syu");

    private PackageManagers() {}

    /** Whether the command installs that package. */
    static boolean installs(ShellCommand command, String name) {
        return command.is(ALL, INSTALL)
                && command.arguments().stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
    }
}
