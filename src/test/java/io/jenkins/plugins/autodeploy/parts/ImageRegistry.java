package io.jenkins.plugins.autodeploy.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real registry (Debian's {@code docker-registry}), over plain HTTP on loopback or with TLS, open or with the user {@code robot}. */
public final class ImageRegistry implements AutoCloseable {
    public static final String USER = "robot";
    public static final String PASSWORD = "correct horse battery";

    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    private static final Path SKOPEO = Path.of("/usr/bin/skopeo");
    /** bcrypt of {@link #PASSWORD}. */
    private static final String PASSWORD_FILE = "robot:$2y$04$hFp.SXNNZLhBPVoVYLcX8OpA2cATF.HYEIayY.qP1uTjtdiP5FuGK\n";

    private final Path directory;
    private final int port = LocalProcess.freePort();
    private final String host;
    private final boolean closed;
    private final String tls;
    private LocalProcess process;

    private ImageRegistry(String host, boolean closed, String tls) throws IOException {
        this.host = host;
        this.closed = closed;
        this.tls = tls;
        directory = Files.createTempDirectory("autodeploy-registry");
        Files.writeString(directory.resolve("htpasswd"), PASSWORD_FILE);
        Files.writeString(directory.resolve("config.yml"), settings());
    }

    static boolean isAvailable() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(SKOPEO);
    }

    /** Anybody may push. */
    public static ImageRegistry open() throws IOException {
        return new ImageRegistry("127.0.0.1", false, "").start();
    }

    /** Anybody may push, without TLS, at another address of this machine: builders trust loopback without being told. */
    public static ImageRegistry openAt(String host) throws IOException {
        return new ImageRegistry(host, false, "").start();
    }

    /** Only {@link #USER} may push, with TLS. */
    public static ImageRegistry withTls(String host, Path certificate, Path key) throws IOException {
        return new ImageRegistry(host, true, ", tls: {certificate: %s, key: %s}".formatted(certificate, key)).start();
    }

    /** Only {@link #USER} may push. */
    public static ImageRegistry withPassword() throws IOException {
        return new ImageRegistry("127.0.0.1", true, "").start();
    }

    /** Host and port. */
    public String address() {
        return host + ":" + port;
    }

    /** Starts it again after {@link #stop()}, with what it held. */
    public ImageRegistry start() throws IOException {
        process = new LocalProcess(
                directory.resolve("log"),
                List.of(
                        PROGRAM.toString(),
                        "serve",
                        directory.resolve("config.yml").toString()));
        Awaitility.await("registry, see " + directory.resolve("log"))
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> {
                    try (Socket connection = new Socket(host, port)) {
                        return connection.isConnected();
                    }
                });
        return this;
    }

    /** What skopeo, which is neither the builder nor the registry, reads of an image: JSON with {@code Digest}, {@code Labels}, {@code Layers}. */
    public String inspect(String repositoryAndTag) throws IOException, InterruptedException {
        return skopeo("inspect", repositoryAndTag);
    }

    /** The manifest of an image, or the index of its manifests, as the registry has it. */
    public JsonNode manifest(String repositoryAndTag) throws IOException, InterruptedException {
        return Json.readTree(skopeo("inspect", repositoryAndTag, "--raw"));
    }

    /** The digest of an image, or of the index that it is. */
    public String digest(String repositoryAndTag) throws IOException, InterruptedException {
        return skopeo("inspect", repositoryAndTag, "--format", "{{.Digest}}").strip();
    }

    /** The configuration of an image. */
    public JsonNode configuration(String repositoryAndTag) throws IOException, InterruptedException {
        return Json.readTree(skopeo("inspect", repositoryAndTag, "--config", "--raw"));
    }

    /** Writes an image into a tar, as docker would. */
    public void save(String repositoryAndTag, Path tar) throws IOException, InterruptedException {
        run(List.of(
                SKOPEO.toString(),
                "copy",
                "--src-tls-verify=false",
                "docker://" + address() + "/" + repositoryAndTag,
                "docker-archive:" + tar));
    }

    private String skopeo(String command, String repositoryAndTag, String... options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(SKOPEO.toString(), command, "--tls-verify=false"));
        if (closed) {
            arguments.addAll(List.of("--creds", USER + ":" + PASSWORD));
        }
        arguments.addAll(List.of(options));
        arguments.add("docker://" + address() + "/" + repositoryAndTag);
        return run(arguments);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }

    /** Ends it; what it holds stays for {@link #start()}. */
    public void stop() {
        process.close();
    }

    /** Ends it as a crash would; what it holds stays for {@link #start()}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private String settings() {
        String configuration = """
                version: 0.1
                log: {level: warn}
                storage:
                  filesystem: {rootdirectory: %s}
                http: {addr: "%s"%s}
                """.formatted(directory.resolve("data"), address(), tls);
        String password = """
                auth:
                  htpasswd: {realm: test, path: %s}
                """.formatted(directory.resolve("htpasswd"));
        return closed ? configuration + password : configuration;
    }
}
