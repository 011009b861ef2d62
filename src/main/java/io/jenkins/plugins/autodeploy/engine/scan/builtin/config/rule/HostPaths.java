package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a container that has a path of its host can do there. */
public final class HostPaths {
    private static final Pattern ENGINE_SOCKET = Pattern.compile(
            "(?:docker|containerd|crio|podman|cri-dockerd|dockershim|buildkitd|frakti)\\.sock(?:\\.raw)?$");
    private static final Set<String> WHOLE_DIRECTORIES = Set.of("/", "/var", "/var/lib", "/var/run", "/run", "/mnt");
    private static final List<String> SENSITIVE = List.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/home",
            "/lib",
            "/lib64",
            "/proc",
            "/root",
            "/sbin",
            "/sys",
            "/usr",
            "/run/containerd",
            "/var/lib/containerd",
            "/var/lib/docker",
            "/var/lib/etcd",
            "/var/lib/kubelet",
            "/var/log");
    /** Read by programs that only want to know the time or trust the same authorities. */
    private static final Set<String> HARMLESS =
            Set.of("/etc/localtime", "/etc/timezone", "/etc/ssl/certs", "/usr/share/zoneinfo", "/dev/shm", "/dev/null");

    private HostPaths() {}

    /** Whether it is the socket of a container engine: who has it is root on the host. */
    public static boolean isEngineSocket(String path) {
        return ENGINE_SOCKET.matcher(plain(path)).find();
    }

    /** Whether it holds the host's programs, settings, secrets or devices. */
    public static boolean isSensitive(String path) {
        String plain = plain(path);
        return !isHarmless(plain)
                && (WHOLE_DIRECTORIES.contains(plain)
                        || SENSITIVE.stream().anyMatch(root -> plain.equals(root) || plain.startsWith(root + "/")));
    }

    public static boolean isHarmless(String path) {
        return HARMLESS.contains(plain(path));
    }

    /** Without what does not change where it leads. */
    private static String plain(String path) {
        String simple = path.replaceAll("/(?:\\./)*+/*+", "/");
        return simple.length() > 1 && simple.endsWith("/") ? simple.substring(0, simple.length() - 1) : simple;
    }
}
