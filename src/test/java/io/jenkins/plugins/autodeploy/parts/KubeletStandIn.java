package io.jenkins.plugins.autodeploy.parts;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands in for scheduler and kubelet: binds pods to its node and reports what containers of the given image would do. The image's path says what that is:
 * {@code crash} (exits with 1 again and again, its log can be read), {@code missing} (the registry does not know it), {@code unready} (its probe fails),
 * {@code unschedulable}, {@code slow} (is ready after a second); all others are ready at once.
 */
public final class KubeletStandIn implements AutoCloseable {
    private static final String NODE = "stand-in";
    private static final String LAST_LINE = "Error: cannot open /data/config.json";
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KubernetesClient client;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final SharedIndexInformer<Pod> pods;
    private final HttpsServer logs;

    /** @throws org.opentest4j.TestAbortedException where the cluster is not ours: nothing may stand in for its kubelets */
    public KubeletStandIn(KubernetesApi api) throws IOException, GeneralSecurityException, InterruptedException {
        api.requireOurs();
        client = api.newClient();
        logs = newLogServer();
        registerNode();
        pods = client.pods().inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                executor.execute(() -> tend(pod));
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                executor.execute(() -> tend(pod));
            }

            @Override
            public void onDelete(Pod pod, boolean finalStateUnknown) {}
        });
    }

    @Override
    public void close() {
        pods.close();
        executor.shutdownNow();
        logs.stop(0);
        client.close();
    }

    private void tend(Pod pod) {
        try {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                client.resource(pod).withGracePeriod(0).delete();
            } else if (image(pod).contains("unschedulable")) {
                report(pod, unschedulable(pod));
            } else if (pod.getSpec().getNodeName() == null) {
                bind(pod);
            } else if (pod.getStatus().getContainerStatuses().isEmpty()) {
                run(pod);
            }
        } catch (KubernetesClientException e) {
            // Right after a bind the server refuses for a moment, or the pod has gone on: what is true comes with the
            // next look.
            retry(pod);
        }
    }

    private void retry(Pod pod) {
        if (!executor.isShutdown()) {
            executor.schedule(
                    () -> {
                        Pod now = client.resource(pod).get();
                        if (now != null) {
                            tend(now);
                        }
                    },
                    50,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void bind(Pod pod) {
        client.bindings()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(new BindingBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName())
                        .endMetadata()
                        .withNewTarget()
                        .withKind("Node")
                        .withName(NODE)
                        .endTarget()
                        .build())
                .create();
    }

    private void run(Pod pod) {
        String image = image(pod);
        if (image.contains("crash")) {
            report(pod, running(pod, crashing(pod), false));
        } else if (image.contains("missing")) {
            report(pod, running(pod, withoutImage(pod), false));
        } else if (image.contains("unready")) {
            report(pod, running(pod, up(pod, false), false));
            tellProbeFailure(pod);
        } else if (image.contains("slow")) {
            executor.schedule(() -> report(pod, running(pod, up(pod, true), true)), 1, TimeUnit.SECONDS);
        } else {
            report(pod, running(pod, up(pod, true), true));
        }
    }

    private void report(Pod pod, Pod status) {
        Pod now = client.resource(pod).get();
        if (now != null
                && !now.getStatus().getConditions().equals(status.getStatus().getConditions())) {
            status.getMetadata().setResourceVersion(null);
            client.resource(status).patchStatus();
        }
    }

    private static ContainerStatus up(Pod pod, boolean ready) {
        return status(pod)
                .withReady(ready)
                .withNewState()
                .withNewRunning()
                .withStartedAt(Instant.now().toString())
                .endRunning()
                .endState()
                .build();
    }

    private static ContainerStatus crashing(Pod pod) {
        return status(pod)
                .withRestartCount(3)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .withMessage("back-off 40s restarting failed container")
                .endWaiting()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(1)
                .withReason("Error")
                .endTerminated()
                .endLastState()
                .build();
    }

    private static ContainerStatus withoutImage(Pod pod) {
        return status(pod)
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .withMessage("Back-off pulling image \"%s\": manifest unknown".formatted(image(pod)))
                .endWaiting()
                .endState()
                .build();
    }

    private static ContainerStatusBuilder status(Pod pod) {
        return new ContainerStatusBuilder()
                .withName(pod.getSpec().getContainers().get(0).getName())
                .withImage(image(pod))
                .withImageID("")
                .withReady(false)
                .withRestartCount(0);
    }

    private static Pod running(Pod pod, ContainerStatus container, boolean ready) {
        return new PodBuilder(pod)
                .editStatus()
                .withPhase(container.getState().getRunning() == null ? "Pending" : "Running")
                .withStartTime(Instant.now().toString())
                .withContainerStatuses(container)
                .withConditions()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime(Instant.now().toString())
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod unschedulable(Pod pod) {
        return new PodBuilder(pod)
                .editStatus()
                .withConditions()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes are available: 1 Insufficient memory.")
                .endCondition()
                .endStatus()
                .build();
    }

    private void tellProbeFailure(Pod pod) {
        client.v1()
                .events()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(UUID.randomUUID().toString())
                        .endMetadata()
                        .withType("Warning")
                        .withReason("Unhealthy")
                        .withMessage("Readiness probe failed: HTTP probe failed with statuscode: 500")
                        .withLastTimestamp(Instant.now().toString())
                        .withNewInvolvedObject()
                        .withKind("Pod")
                        .withName(pod.getMetadata().getName())
                        .withNamespace(pod.getMetadata().getNamespace())
                        .endInvolvedObject()
                        .build())
                .create();
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().get(0).getImage();
    }

    private void registerNode() {
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(NODE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(NODE)
                        .endMetadata()
                        .withNewStatus()
                        .withCapacity(Map.of("cpu", new Quantity("64"), "memory", new Quantity("64Gi")))
                        .addNewAddress("127.0.0.1", "InternalIP")
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .withNewDaemonEndpoints()
                        .withNewKubeletEndpoint(logs.getAddress().getPort())
                        .endDaemonEndpoints()
                        .endStatus()
                        .build())
                .patchStatus();
        // A new node is tainted as not ready until a controller that does not run here sees it; pods of DaemonSets
        // would avoid it.
        client.nodes()
                .withName(NODE)
                .edit(node ->
                        new NodeBuilder(node).editSpec().withTaints().endSpec().build());
    }

    /** The API server fetches logs from the kubelet over TLS without asking whose certificate it is. */
    private static HttpsServer newLogServer() throws IOException, GeneralSecurityException, InterruptedException {
        Path directory = Files.createTempDirectory("autodeploy-kubelet");
        Path store = directory.resolve("kubelet.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=kubelet",
                        "-alias",
                        "kubelet",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Files.delete(store);
        Files.delete(directory);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/containerLogs/", exchange -> {
            byte[] body = ("Starting\n" + LAST_LINE + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
