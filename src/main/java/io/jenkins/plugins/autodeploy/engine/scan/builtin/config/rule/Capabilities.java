package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule;

import java.util.Locale;
import java.util.Set;

/** How much a Linux capability gives to a container that has it added ({@code man 7 capabilities}, Pod Security Standards). */
public final class Capabilities {
    /** Each of these leads out of the container, or to the traffic and memory of others. */
    private static final Set<String> OPEN_THE_HOST = Set.of(
            "ALL",
            "SYS_ADMIN",
            "SYS_MODULE",
            "SYS_PTRACE",
            "SYS_RAWIO",
            "SYS_BOOT",
            "DAC_READ_SEARCH",
            "BPF",
            "PERFMON",
            "NET_ADMIN",
            "MAC_ADMIN",
            "MAC_OVERRIDE",
            "SYSLOG");
    /** Allowed by the strictest of the Pod Security Standards. */
    private static final String HARMLESS = "NET_BIND_SERVICE";

    private Capabilities() {}

    /** @param name with or without {@code CAP_} */
    public static boolean opensTheHost(String name) {
        return OPEN_THE_HOST.contains(plain(name));
    }

    public static boolean isHarmless(String name) {
        return HARMLESS.equals(plain(name));
    }

    /** Upper case, without {@code CAP_}. */
    public static String plain(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
    }
}
