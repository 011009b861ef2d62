package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialPrograms;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.HttpProxy;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesConnectionsTest {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private KubernetesConnections connections = new KubernetesConnections(executor, executor);

    @AfterEach
    void stop() {
        connections.close();
        executor.shutdownNow();
    }

    @Test
    void sharesOneAmongThoseWhoReachTheSameClusterAsTheSameUser() throws Exception {
        List<KubernetesAccess> same = List.of(
                token("https://a:6443", "t1"),
                new KubernetesAccess.Proxied(token("https://a:6443", "t1"), server -> null),
                kubeconfig("https://a:6443", "t1", null),
                kubeconfig("https://a:6443", "t1", (arguments, environment, timeout, out, err) -> 0));

        KubernetesConnection first = connections.open(same.get(0));
        KubernetesConnection second = connections.open(same.get(1));
        KubernetesConnection third = connections.open(same.get(2));
        KubernetesConnection fourth = connections.open(same.get(3));

        assertThat(second.client()).isSameAs(first.client());
        assertThat(second.watches()).isSameAs(first.watches());
        assertThat(fourth.client()).isSameAs(third.client());
    }

    @Test
    void sharesNoneWithAnotherUserServerOrProxy() throws Exception {
        KubernetesAccess access = token("https://a:6443", "t1");
        List<KubernetesAccess> different = List.of(
                access,
                token("https://a:6443", "t2"),
                token("https://b:6443", "t1"),
                new KubernetesAccess.Token("https://a:6443", "another authority", new SecretText("t1")),
                new KubernetesAccess.Proxied(access, proxy("p1")),
                new KubernetesAccess.Proxied(access, proxy("p2")),
                new KubernetesAccess.ClientCertificate("https://a:6443", null, "c1", new SecretText("k1"), "RSA"),
                new KubernetesAccess.ClientCertificate("https://a:6443", null, "c2", new SecretText("k1"), "RSA"),
                new KubernetesAccess.ClientCertificate("https://a:6443", null, "c1", new SecretText("k2"), "RSA"));

        assertThat(different.stream().map(KubernetesConnectionsTest::identity).distinct())
                .hasSameSizeAs(different);
    }

    @Test
    void saysNoSecretOfWhatItKnowsThemBy() {
        assertThat(identity(token("https://a:6443", "t1")).toString()).doesNotContain("t1");
    }

    @Test
    void keepsItOpenForTheNextForAWhile() {
        KubernetesAccess access = token("https://a:6443", "t1");
        KubernetesConnection first = open(access);

        first.close();
        assertThat(isClosed(first)).isFalse();
        KubernetesConnection second = open(access);
        assertThat(second.client()).isSameAs(first.client());

        second.close();
        connections.close();
        assertThat(isClosed(second)).isTrue();
    }

    @Test
    void leavesThoseWhoUseItTheirConnectionWhenTheHostClosesTheRest() {
        KubernetesConnection used = open(token("https://a:6443", "t1"));

        connections.close();
        assertThat(isClosed(used)).isFalse();

        used.close();
        assertThat(isClosed(used)).isTrue();
    }

    @Test
    void closesItAtOnceWhereTheHostGoesDown() {
        KubernetesConnection last = open(token("https://a:6443", "t1"));
        executor.shutdownNow();

        last.close();

        assertThat(isClosed(last)).isTrue();
    }

    @Test
    void closesOneOfItsOwnAtOnce() throws Exception {
        KubernetesConnection alone = KubernetesConnections.alone(token("https://a:6443", "t1"), executor, executor);

        alone.close();

        assertThat(isClosed(alone)).isTrue();
    }

    @Test
    void closesItAfterTheLastOfThemAndOpensANewOneThen() throws Exception {
        connections = new KubernetesConnections(executor, executor, Duration.ZERO);
        KubernetesAccess access = token("https://a:6443", "t1");
        KubernetesConnection first = open(access);
        KubernetesConnection second = open(access);

        first.close();
        first.close();
        KubernetesConnection third = open(access);
        assertThat(third.client()).isSameAs(second.client());

        second.close();
        third.close();
        Awaitility.await().until(() -> isClosed(third));
        assertThat(open(access).client()).isNotSameAs(third.client());
    }

    private static boolean isClosed(KubernetesConnection connection) {
        return connection.client().getHttpClient().isClosed();
    }

    private KubernetesConnection open(KubernetesAccess access) {
        try {
            return connections.open(access);
        } catch (InvalidInputException e) {
            throw new AssertionError(e);
        }
    }

    private static KubernetesConnections.Identity identity(KubernetesAccess access) {
        try {
            return KubernetesConnections.Identity.of(access.toConfig());
        } catch (InvalidInputException e) {
            throw new AssertionError(e);
        }
    }

    private static KubernetesAccess token(String server, String token) {
        return new KubernetesAccess.Token(server, null, new SecretText(token));
    }

    private static HttpProxy.Choice proxy(String password) {
        return (URI server) -> new HttpProxy("proxy", 3128, "user", new SecretText(password));
    }

    private static KubernetesAccess kubeconfig(String server, String token, CredentialPrograms programs) {
        return new KubernetesAccess.Kubeconfig(new SecretText("""
                        clusters: [{name: c, cluster: {server: '%s'}}]
                        users: [{name: u, user: {token: %s}}]
                        contexts: [{name: x, context: {cluster: c, user: u}}]
                        current-context: x
                        """.formatted(server, token)), null, programs);
    }
}
