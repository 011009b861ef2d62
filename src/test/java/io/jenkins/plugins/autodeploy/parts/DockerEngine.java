package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Docker Engine with data of its own, on a socket of its own. Needs root and Debian's {@code docker.io}. */
public final class DockerEngine implements AutoCloseable {
    /** Debian's own client, which brings BuildKit. */
    public static final Path CLIENT = Path.of("/usr/bin/docker");

    private static final Path DAEMON = Path.of("/usr/sbin/dockerd");
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private static final String BRIDGE = "autodeploy";
    private static final int NETWORKS = 256;

    private final Path directory;
    private final Network network;
    private final LocalProcess daemon;

    private DockerEngine(Path directory, Network network, LocalProcess daemon) {
        this.directory = directory;
        this.network = network;
        this.daemon = daemon;
    }

    /**
     * The bridge of its containers.
     *
     * @param namespace in which the bridge is; empty for this machine's own
     */
    private record Network(String bridge, String namespace) {
        /** A command as it runs there. Unlike {@code ip netns exec} this leaves the control groups below /sys to be seen. */
        String[] command(String... command) {
            return namespace.isEmpty()
                    ? command
                    : Stream.concat(Stream.of("nsenter", "--net=/run/netns/" + namespace), Stream.of(command))
                            .toArray(String[]::new);
        }
    }

    static boolean isAvailable() {
        return Files.isExecutable(DAEMON) && Files.isExecutable(CLIENT) && Files.isExecutable(BUSYBOX);
    }

    public static DockerEngine start() throws IOException, InterruptedException {
        return startIn(Files.createTempDirectory("autodeploy-docker"));
    }

    /** Keeps its data in a directory that is there, such as a small file system. */
    public static DockerEngine startIn(Path directory) throws IOException, InterruptedException {
        return startIn(directory, addBridge(""));
    }

    /** With a network of its own, as another machine has: its containers may use the ports that are used on this one. */
    public static DockerEngine startApart() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("autodeploy-docker");
        String namespace = directory.getFileName().toString();
        run("ip", "netns", "add", namespace);
        run("nsenter", "--net=/run/netns/" + namespace, "ip", "link", "set", "lo", "up");
        return startIn(directory, addBridge(namespace));
    }

    /** One after the other, also those of other processes: two daemons that start at once make the same chains of iptables, at which one of them gives up. */
    private static synchronized DockerEngine startIn(Path directory, Network network)
            throws IOException, InterruptedException {
        Path turn = Path.of(System.getProperty("java.io.tmpdir"), "autodeploy-docker.lock");
        try (FileChannel file = FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            LocalProcess daemon = new LocalProcess(
                    directory.resolve("log"),
                    List.of(network.command(
                            DAEMON.toString(),
                            "--data-root=" + directory.resolve("data"),
                            "--exec-root=" + directory.resolve("exec"),
                            "--pidfile=" + directory.resolve("pid"),
                            "--bridge=" + network.bridge(),
                            "--host=unix://" + directory.resolve("docker.sock"))));
            DockerEngine engine = new DockerEngine(directory, network, daemon);
            Awaitility.await("Docker Engine, see " + directory.resolve("log"))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> engine.docker("version") == 0);
            return engine;
        }
    }

    /** This machine's address in the network of its containers. */
    public String gateway() {
        return "10.213.%s.1".formatted(network.bridge().substring(BRIDGE.length()));
    }

    /** The value of {@code DOCKER_HOST}. */
    public String host() {
        return "unix://" + directory.resolve("docker.sock");
    }

    /** Puts a static busybox into a build context as the file {@code busybox}. */
    public static void addBusybox(Path context) throws IOException {
        Files.copy(BUSYBOX, context.resolve("busybox"));
        context.resolve("busybox").toFile().setExecutable(true);
    }

    /** Runs Debian's client against it; returns its exit code. */
    public int docker(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder client = new ProcessBuilder(Stream.concat(Stream.of(CLIENT.toString()), Stream.of(arguments))
                .toList());
        client.environment().put("DOCKER_HOST", host());
        client.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return client.start().waitFor();
    }

    /** Like {@link #docker} with what it prints. */
    public String ask(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder client = new ProcessBuilder(Stream.concat(Stream.of(CLIENT.toString()), Stream.of(arguments))
                .toList());
        client.environment().put("DOCKER_HOST", host());
        Process process = client.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor(1, TimeUnit.MINUTES);
        return output.strip();
    }

    /** Ends the daemon as a crash would. */
    public void kill() throws InterruptedException {
        daemon.kill();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        daemon.close();
        for (String mount : mountsBelow(directory)) {
            run("umount", "-l", mount);
        }
        run("rm", "-rf", directory.toString());
        run(network.command("ip", "link", "delete", network.bridge()));
        if (!network.namespace().isEmpty()) {
            run("ip", "netns", "delete", network.namespace());
        }
    }

    /** Two engines on one bridge would give the same address to two containers. */
    private static Network addBridge(String namespace) throws IOException, InterruptedException {
        int number;
        Network network;
        do {
            number = ThreadLocalRandom.current().nextInt(NETWORKS);
            network = new Network(BRIDGE + number, namespace);
        } while (Files.exists(Path.of("/sys/class/net", network.bridge()))
                || run(network.command("ip", "link", "add", "name", network.bridge(), "type", "bridge")) != 0
                        && Files.exists(Path.of("/sys/class/net", network.bridge())));
        run(network.command("ip", "address", "add", "10.213.%d.1/24".formatted(number), "dev", network.bridge()));
        run(network.command("ip", "link", "set", network.bridge(), "up"));
        return network;
    }

    /** A daemon that crashed leaves the file systems and networks of its containers mounted; the deepest come first. */
    private static List<String> mountsBelow(Path directory) throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" ")[1])
                .filter(mount -> mount.startsWith(directory + "/"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
