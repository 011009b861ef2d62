package io.jenkins.plugins.autodeploy.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.jenkins.plugins.autodeploy.engine.deploy.freeze.Freeze;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeCalendar;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeText;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

/** Which cluster a step means, and which channels it tells. */
class AutoDeployConfigurationTest {
    private final AutoDeployConfiguration configuration =
            mock(AutoDeployConfiguration.class, withSettings().defaultAnswer(Answers.CALLS_REAL_METHODS));
    private final Cluster staging = cluster("staging");
    private final Cluster production = cluster("production");

    @BeforeEach
    void configure() {
        doNothing().when(configuration).save();
        configuration.setClusters(List.of(staging, production));
        configuration.setRegistries(List.of());
    }

    @Test
    void isTheOneThatItNames() throws InvalidInputException {
        assertThat(configuration.cluster("production", null, null)).isSameAs(production);
    }

    @Test
    void isTheOnlyOneWhereItNamesNone() throws InvalidInputException {
        configuration.setClusters(List.of(staging));

        assertThat(configuration.cluster(null, null, null)).isSameAs(staging);
    }

    @Test
    void isAskedForWhereThereAreSeveral() {
        assertThatThrownBy(() -> configuration.cluster(null, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("one of [staging, production]");
        assertThatThrownBy(() -> configuration.cluster("test", null, null))
                .hasMessage("cluster: 'test' is not valid: expected one of [staging, production]");
    }

    @Test
    void queriesOnlyPrometheusServersThatAreConfigured() throws InvalidInputException {
        PrometheusServer server =
                mock(PrometheusServer.class, withSettings().defaultAnswer(Answers.CALLS_REAL_METHODS));
        when(server.getName()).thenReturn("monitoring");
        when(server.getUrl()).thenReturn("http://prometheus:9090");
        configuration.setPrometheusServers(List.of(server));

        assertThat(configuration.prometheusServer("monitoring")).isEqualTo("http://prometheus:9090");
        assertThat(configuration.prometheusServer("http://prometheus:9090/")).isEqualTo("http://prometheus:9090");
        assertThatThrownBy(() -> configuration.prometheusServer("http://169.254.169.254"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "analysis: 'http://169.254.169.254' is not valid: expected one of the Prometheus servers under Manage Jenkins \u00bb System: [monitoring]");
    }

    @Test
    void asksOnlyWebHooksThatAreConfigured() throws InvalidInputException {
        WebHook hook = mock(WebHook.class, withSettings().defaultAnswer(Answers.CALLS_REAL_METHODS));
        when(hook.getName()).thenReturn("orders");
        when(hook.getUrl()).thenReturn("https://checks.example.com/orders");
        configuration.setWebHooks(List.of(hook));

        assertThat(configuration.webHook("orders")).isEqualTo("https://checks.example.com/orders");
        assertThat(configuration.webHook("https://checks.example.com/orders"))
                .isEqualTo("https://checks.example.com/orders");
        assertThatThrownBy(() -> configuration.webHook("http://169.254.169.254"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "analysis: 'http://169.254.169.254' is not valid: expected one of the web hooks under Manage Jenkins \u00bb System: [orders]");
    }

    @Test
    void queriesNothingWhereAnOlderVersionSavedTheConfiguration() {
        AutoDeployConfiguration older = mock(AutoDeployConfiguration.class, Answers.CALLS_REAL_METHODS);

        assertThat(older.getPrometheusServers()).isEmpty();
        assertThat(older.getWebHooks()).isEmpty();
    }

    @Test
    void freezesWhatIsConfiguredAndSaysWhatCannotBeUnderstood() throws InvalidInputException {
        FreezeText christmas = new FreezeText(
                List.of("production", " eu-*"), null, null, "2026-12-23", "2027-01-02", null, "Christmas");
        configuration.setFreezeWindows(List.of(freeze(christmas)));

        assertThat(configuration.freezes().at("eu-west", Instant.parse("2026-12-24T12:00:00Z")))
                .contains(new Freeze("Christmas", Instant.parse("2027-01-03T00:00:00Z")));

        FreezeText never = new FreezeText(List.of("*"), "H H * * *", "1h", null, null, null, "x");
        configuration.setFreezeWindows(List.of(freeze(christmas), freeze(never)));
        assertThatThrownBy(configuration::freezes)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("freeze.cron: 'H H * * *'");
    }

    @Test
    void freezesNothingWhereAnOlderVersionSavedTheConfiguration() throws InvalidInputException {
        assertThat(mock(AutoDeployConfiguration.class, Answers.CALLS_REAL_METHODS)
                        .freezes())
                .isEqualTo(FreezeCalendar.EMPTY);
    }

    private static DeploymentFreeze freeze(FreezeText text) {
        DeploymentFreeze freeze = mock(DeploymentFreeze.class);
        when(freeze.toText()).thenReturn(text);
        return freeze;
    }

    @Test
    void areTheConfiguredHostsWhichItNamesByTheirUrls() throws InvalidInputException {
        DockerHost both = mock(DockerHost.class, withSettings().defaultAnswer(Answers.CALLS_REAL_METHODS));
        when(both.getUri()).thenReturn("ssh://a,ssh://b");
        configuration.setClusters(List.of(both));
        configuration.setOnlyConfiguredDockerHosts(true);

        assertThat(configuration.cluster(null, null, "ssh://a, ssh://b")).isSameAs(both);
        assertThatThrownBy(() -> configuration.cluster(null, null, "ssh://a")).hasMessageContaining("no other hosts");
    }

    @Test
    void isNoUnknownDockerHostWhereOnlyConfiguredOnesAreAllowed() {
        configuration.setOnlyConfiguredDockerHosts(true);

        assertThatThrownBy(() -> configuration.cluster(null, null, "unix:///var/run/docker.sock"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("dockerHost")
                .hasMessageContaining("no other hosts are allowed here");
    }

    @Test
    void tellsTheChannelsThatAreForTheEnvironmentUnlessAPipelineNamesOthers() throws InvalidInputException {
        NotificationChannel ops = channel("ops", "production");
        NotificationChannel team = channel("team-a", "staging");
        configuration.setChannels(List.of(ops, team));

        assertThat(configuration.channels("production", List.of())).containsExactly(ops);
        assertThat(configuration.channels("production", List.of("team-a"))).containsExactly(team);
        configuration.checkChannels(List.of("ops", "team-a"));
    }

    @Test
    void tellsNoChannelThatIsNotConfigured() {
        configuration.setChannels(List.of(channel("ops", "production")));

        assertThatThrownBy(() -> configuration.checkChannels(List.of("https://evil.example")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "notify: 'https://evil.example' is not valid: expected some of the notification channels under Manage Jenkins \u00bb System: [ops]");
        assertThat(mock(AutoDeployConfiguration.class, Answers.CALLS_REAL_METHODS)
                        .channels("production", List.of()))
                .as("saved by an older version")
                .isEmpty();
    }

    private static NotificationChannel channel(String name, String environment) {
        NotificationChannel channel = mock(NotificationChannel.class);
        when(channel.getName()).thenReturn(name);
        when(channel.isFor(environment)).thenReturn(true);
        return channel;
    }

    private static Cluster cluster(String name) {
        Cluster cluster = mock(Cluster.class);
        when(cluster.getName()).thenReturn(name);
        return cluster;
    }
}
