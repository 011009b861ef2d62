package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.HttpProxy;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesAccessTest {
    private static final KubernetesAccess CLUSTER =
            new KubernetesAccess.Token("https://10.0.0.1:6443", null, new SecretText("t"));

    @Test
    void readsTheServiceAccountsTokenAnew(@TempDir Path account) throws Exception {
        Files.writeString(account.resolve("ca.crt"), "authority\n");
        Files.writeString(account.resolve("token"), "first\n");
        Config config = new KubernetesAccess.InCluster(account, "fd00::1", "443").toConfig();

        assertThat(config.getMasterUrl()).startsWith("https://[fd00::1]:443");
        assertThat(config.getCaCertData()).isEqualTo("authority");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
        Files.writeString(account.resolve("token"), "second");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @Test
    void isRefusedOutsideAPod(@TempDir Path empty) {
        assertThatThrownBy(() -> new KubernetesAccess.InCluster(empty, "10.0.0.1", "443").toConfig())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("to run in a pod");
    }

    @Test
    void goesThroughTheHostsProxyWhereItIsToldTo() throws Exception {
        HttpProxy proxy = new HttpProxy("proxy.example.com", 3128, "user", new SecretText("hush"));

        Config config = new KubernetesAccess.Proxied(CLUSTER, server -> proxy).toConfig();

        assertThat(config.getHttpsProxy()).isEqualTo("http://proxy.example.com:3128");
        assertThat(config.getProxyUsername()).isEqualTo("user");
        assertThat(new KubernetesAccess.Proxied(CLUSTER, server -> null)
                        .toConfig()
                        .getHttpsProxy())
                .isNull();
    }

    @Test
    void prefersTheProxyOfTheKubeconfig() throws Exception {
        String kubeconfig = """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443", proxy-url: "http://own.example.com:8080"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: one, context: {cluster: c, user: u}}]
                current-context: one
                """;
        KubernetesAccess access = new KubernetesAccess.Kubeconfig(new SecretText(kubeconfig), null);

        Config config = new KubernetesAccess.Proxied(access, server -> new HttpProxy("p", 1, null, null)).toConfig();

        assertThat(config.getHttpsProxy()).isEqualTo("http://own.example.com:8080");
    }
}
