package io.jenkins.plugins.autodeploy.parts;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs an API server and the stand-in for a kubelet until its input ends, for whoever wants a cluster to try something with. */
public final class StandInCluster {
    private StandInCluster() {}

    /** @param arguments the file to write the kubeconfig to */
    public static void main(String[] arguments) throws Exception {
        KubernetesApi api = KubernetesApi.startOwn();
        try (KubeletStandIn ignored = new KubeletStandIn(api)) {
            Path kubeconfig = Files.writeString(Path.of(arguments[0]), api.kubeconfig("admin"));
            System.out.println("export KUBECONFIG=" + kubeconfig.toAbsolutePath());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
