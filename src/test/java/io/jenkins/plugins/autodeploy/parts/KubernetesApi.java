package io.jenkins.plugins.autodeploy.parts;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/**
 * A real Kubernetes API server and controller-manager with their etcd on loopback, one for all tests of a JVM. The users are {@code admin} and {@code limited}, each with
 * its name as the token; {@code limited} may do nothing until a test grants it something.
 *
 * <p>Where {@code KUBECONFIG} names the file of a cluster, the tests run against that one instead: {@code admin} is who the file names, and there is no {@code limited}.
 */
public final class KubernetesApi {
    private static final Path ETCD = Path.of("/usr/bin/etcd");
    private static final Duration STARTING = Duration.ofSeconds(90);
    private static KubernetesApi running;

    private final Path directory;
    private final int port = freePort();
    private final List<Process> processes = new ArrayList<>();

    /** The file of a cluster that is not ours; null for our own. */
    private final Path given;

    private KubernetesApi(Path given) throws IOException {
        this.given = given;
        this.directory = given == null ? Files.createTempDirectory("autodeploy-kubernetes") : given.getParent();
    }

    private static Path given() {
        String file = System.getenv("KUBECONFIG");
        return file == null || file.isBlank() ? null : Path.of(file).toAbsolutePath();
    }

    private static Path binary(String name) {
        return PartsCache.of("kubernetes-1.20").resolve(name);
    }

    static boolean isAvailable() {
        return given() != null
                || Files.isExecutable(binary("kube-apiserver"))
                        && Files.isExecutable(binary("kube-controller-manager"))
                        && Files.isExecutable(ETCD);
    }

    /** Starts it at the first call, unless another one is given; it ends with the JVM. */
    public static synchronized KubernetesApi get() {
        if (running == null) {
            try {
                running = given() == null ? startOwn() : new KubernetesApi(given());
            } catch (IOException e) {
                throw new IllegalStateException("The Kubernetes API server could not be started", e);
            }
            if (!running.isOurs()) {
                System.err.println("The tests run against the cluster of KUBECONFIG, " + running.server());
            }
        }
        return running;
    }

    /** Starts one of our own; it ends with the JVM. */
    static KubernetesApi startOwn() throws IOException {
        KubernetesApi api = new KubernetesApi(null);
        Runtime.getRuntime().addShutdownHook(new Thread(api::stop));
        try {
            api.start();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no RSA", e);
        }
        return api;
    }

    /** Whether it was started here, so that everything of it is known. */
    public boolean isOurs() {
        return given == null;
    }

    /** @throws TestAbortedException where it is not: the test that asks is left out */
    public void requireOurs() {
        if (!isOurs()) {
            throw leftOut("a stand-in for a kubelet or a user that only our own cluster has");
        }
    }

    private static TestAbortedException leftOut(String need) {
        System.err.println("SKIPPED: a test needs " + need + "; unset KUBECONFIG for it");
        return new TestAbortedException("needs " + need);
    }

    public String server() {
        return isOurs()
                ? "https://127.0.0.1:" + port + "/"
                : Config.fromKubeconfig(kubeconfig("admin")).getMasterUrl();
    }

    /** PEM text. */
    public String certificateAuthority() {
        return read("apiserver.crt");
    }

    private String read(String file) {
        requireOurs();
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kubeconfig of a user, complete in itself. */
    public String kubeconfig(String user) {
        if (!isOurs()) {
            return givenTo(user);
        }
        String authority =
                Base64.getEncoder().encodeToString(certificateAuthority().getBytes());
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: user, user: {token: %s}}]
                contexts: [{name: test, context: {cluster: test, user: user}}]
                current-context: test
                """.formatted(server(), authority, user);
    }

    /** PEM text: the certificate of one who may do everything. */
    public String clientCertificate() {
        return read("client.crt");
    }

    /** PEM text: the key to {@link #clientCertificate}. */
    public String clientKey() {
        return read("client.key");
    }

    private String givenTo(String user) {
        if (!user.equals("admin")) {
            throw leftOut("the user " + user);
        }
        try {
            return Files.readString(given);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public KubernetesClient newClient() {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig("admin")))
                .withMaxConcurrentRequestsPerHost(64)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private void start() throws IOException, NoSuchAlgorithmException {
        int etcd = freePort();
        String etcdUrl = "http://127.0.0.1:" + etcd;
        String peerUrl = "http://127.0.0.1:" + freePort();
        run(
                "etcd",
                ETCD.toString(),
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + etcdUrl,
                "--advertise-client-urls=" + etcdUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl);
        Path key = directory.resolve("service-account.key");
        Files.writeString(key, newKey());
        Path tokens = directory.resolve("tokens.csv");
        Files.writeString(tokens, "admin,admin,1,system:masters\nlimited,limited,2\n");
        makeClientCertificate();
        run(
                "apiserver",
                binary("kube-apiserver").toString(),
                "--etcd-servers=" + etcdUrl,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + directory,
                "--service-cluster-ip-range=10.0.0.0/24",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--token-auth-file=" + tokens,
                "--client-ca-file=" + directory.resolve("client.crt"),
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount",
                "--kubelet-preferred-address-types=InternalIP");
        Awaitility.await().atMost(STARTING).ignoreExceptions().until(this::isReady);
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(kubeconfig, kubeconfig("admin"));
        run(
                "controller-manager",
                binary("kube-controller-manager").toString(),
                "--kubeconfig=" + kubeconfig,
                "--controllers=deployment,replicaset,statefulset,daemonset,garbagecollector,resourcequota,namespace",
                "--leader-elect=false",
                // The default of 20 a second is meant for a cluster that many share; here it would be what is timed.
                "--kube-api-qps=1000",
                "--kube-api-burst=1000",
                "--port=0",
                "--secure-port=0");
    }

    /** Its own authority. */
    private void makeClientCertificate() throws IOException {
        try {
            new ProcessBuilder(
                            "openssl req -x509 -newkey rsa:2048 -nodes -keyout client.key -out client.crt -days 2 -subj /O=system:masters/CN=certified"
                                    .split(" "))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("openssl.log").toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() {
        try (KubernetesClient client = newClient()) {
            return client.namespaces().withName("default").get() != null;
        }
    }

    private void run(String name, String... command) throws IOException {
        Path log = directory.resolve(name + ".log");
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    private void stop() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroyForcibly();
            try {
                processes.get(i).waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            Files.walkFileTree(directory, new Removal());
        } catch (IOException e) {
            System.err.println("Left behind: " + directory);
        }
    }

    private static String newKey() throws NoSuchAlgorithmException {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
