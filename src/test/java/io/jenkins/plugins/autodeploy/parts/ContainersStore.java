package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A store of its own for buildah and podman, without overlay file systems and with isolation by chroot, as they work within a container. Needs root and Debian's {@code buildah} and {@code podman}. */
public final class ContainersStore implements AutoCloseable {
    private static final String STORAGE = """
            [storage]
            driver = "vfs"
            graphroot = "%1$s/graph"
            runroot = "%1$s/run"
            """;
    private static final String ENGINE = """
            [engine]
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            """;

    private final Path directory;

    private ContainersStore(Path directory) {
        this.directory = directory;
    }

    static boolean isAvailable(String tool) {
        return Files.isExecutable(Path.of("/usr/bin", tool));
    }

    public static ContainersStore open() throws IOException {
        return in(Files.createTempDirectory("autodeploy-store"));
    }

    /** In a directory that is there, such as a small file system. */
    public static ContainersStore in(Path directory) throws IOException {
        Files.writeString(directory.resolve("storage.conf"), STORAGE.formatted(directory));
        Files.writeString(directory.resolve("containers.conf"), ENGINE);
        return new ContainersStore(directory);
    }

    /** By which both tools find it. */
    public Map<String, String> environment() {
        return Map.of(
                "CONTAINERS_STORAGE_CONF", directory.resolve("storage.conf").toString(),
                "CONTAINERS_CONF", directory.resolve("containers.conf").toString(),
                "BUILDAH_ISOLATION", "chroot");
    }

    /** What a tool prints. */
    public String ask(String tool, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(Stream.concat(Stream.of("/usr/bin/" + tool), Stream.of(arguments))
                .toList());
        process.environment().putAll(new HashMap<>(environment()));
        Process started = process.redirectErrorStream(true).start();
        String output = new String(started.getInputStream().readAllBytes());
        started.waitFor(1, TimeUnit.MINUTES);
        return output.strip();
    }

    /** The ids of the containers that builds work in, of either tool. */
    public List<String> containers() throws IOException, InterruptedException {
        String ids = ask("buildah", "containers", "--all", "--quiet");
        return ids.isEmpty() ? List.of() : ids.lines().toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        List<String> mounts = new ArrayList<>(Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" ")[1])
                .filter(mount -> mount.startsWith(directory + "/"))
                .sorted(Comparator.reverseOrder())
                .toList());
        for (String mount : mounts) {
            new ProcessBuilder("umount", "-l", mount).start().waitFor();
        }
        new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
    }
}
