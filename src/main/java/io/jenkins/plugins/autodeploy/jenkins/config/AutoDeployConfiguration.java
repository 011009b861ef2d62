package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeCalendar;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeWindow;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The clusters, Docker hosts, registries, Prometheus servers and web hooks that the administrators offer to pipelines, when these may not deploy, and the channels by which people are told. */
@Extension
@Symbol("autoDeploy")
public final class AutoDeployConfiguration extends GlobalConfiguration {
    private List<Cluster> clusters = new ArrayList<>();
    private List<Registry> registries = new ArrayList<>();
    private List<PrometheusServer> prometheusServers = new ArrayList<>();
    private List<WebHook> webHooks = new ArrayList<>();
    private List<NotificationChannel> channels = new ArrayList<>();
    private List<DeploymentFreeze> freezeWindows = new ArrayList<>();
    private boolean onlyConfiguredDockerHosts;

    public AutoDeployConfiguration() {
        load();
    }

    public static AutoDeployConfiguration get() {
        return ExtensionList.lookupSingleton(AutoDeployConfiguration.class);
    }

    public synchronized List<Cluster> getClusters() {
        return new ArrayList<>(clusters);
    }

    @DataBoundSetter
    public synchronized void setClusters(List<Cluster> clusters) {
        this.clusters = clusters == null ? new ArrayList<>() : new ArrayList<>(clusters);
        save();
    }

    public synchronized List<Registry> getRegistries() {
        return new ArrayList<>(registries);
    }

    @DataBoundSetter
    public synchronized void setRegistries(List<Registry> registries) {
        this.registries = registries == null ? new ArrayList<>() : new ArrayList<>(registries);
        save();
    }

    public synchronized List<PrometheusServer> getPrometheusServers() {
        // A configuration that an older version saved has none.
        return prometheusServers == null ? new ArrayList<>() : new ArrayList<>(prometheusServers);
    }

    @DataBoundSetter
    public synchronized void setPrometheusServers(List<PrometheusServer> prometheusServers) {
        this.prometheusServers = prometheusServers == null ? new ArrayList<>() : new ArrayList<>(prometheusServers);
        save();
    }

    public synchronized List<WebHook> getWebHooks() {
        // A configuration that an older version saved has none.
        return webHooks == null ? new ArrayList<>() : new ArrayList<>(webHooks);
    }

    @DataBoundSetter
    public synchronized void setWebHooks(List<WebHook> webHooks) {
        this.webHooks = webHooks == null ? new ArrayList<>() : new ArrayList<>(webHooks);
        save();
    }

    public synchronized List<NotificationChannel> getChannels() {
        // A configuration that an older version saved has none.
        return channels == null ? new ArrayList<>() : new ArrayList<>(channels);
    }

    @DataBoundSetter
    public synchronized void setChannels(List<NotificationChannel> channels) {
        this.channels = channels == null ? new ArrayList<>() : new ArrayList<>(channels);
        save();
    }

    public synchronized List<DeploymentFreeze> getFreezeWindows() {
        // A configuration that an older version saved has none.
        return freezeWindows == null ? new ArrayList<>() : new ArrayList<>(freezeWindows);
    }

    @DataBoundSetter
    public synchronized void setFreezeWindows(List<DeploymentFreeze> freezeWindows) {
        this.freezeWindows = freezeWindows == null ? new ArrayList<>() : new ArrayList<>(freezeWindows);
        save();
    }

    /**
     * When nothing may be deployed.
     *
     * @throws InvalidInputException naming what of the configuration cannot be understood
     */
    public FreezeCalendar freezes() throws InvalidInputException {
        List<FreezeWindow> windows = new ArrayList<>();
        for (DeploymentFreeze freeze : getFreezeWindows()) {
            windows.add(freeze.toText().toWindow());
        }
        return new FreezeCalendar(windows);
    }

    /**
     * Whether pipelines may use no Docker host but the configured ones. Whoever may use the controller's own daemon may do everything on the controller: where not all who write pipelines are trusted so far,
     * this has to be set.
     */
    public synchronized boolean isOnlyConfiguredDockerHosts() {
        return onlyConfiguredDockerHosts;
    }

    @DataBoundSetter
    public synchronized void setOnlyConfiguredDockerHosts(boolean onlyConfiguredDockerHosts) {
        this.onlyConfiguredDockerHosts = onlyConfiguredDockerHosts;
        save();
    }

    /** Takes over the whole form: a list that the form no longer has is empty now. */
    @Override
    public synchronized boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<Cluster> oldClusters = clusters;
        List<Registry> oldRegistries = registries;
        List<PrometheusServer> oldServers = prometheusServers;
        List<WebHook> oldHooks = webHooks;
        List<NotificationChannel> oldChannels = channels;
        List<DeploymentFreeze> oldFreezes = freezeWindows;
        boolean oldOnly = onlyConfiguredDockerHosts;
        clusters = new ArrayList<>();
        registries = new ArrayList<>();
        prometheusServers = new ArrayList<>();
        webHooks = new ArrayList<>();
        channels = new ArrayList<>();
        freezeWindows = new ArrayList<>();
        try (BulkChange change = new BulkChange(this)) {
            request.bindJSON(this, form);
            change.commit();
            return true;
        } catch (IOException | RuntimeException e) {
            clusters = oldClusters;
            registries = oldRegistries;
            prometheusServers = oldServers;
            webHooks = oldHooks;
            channels = oldChannels;
            freezeWindows = oldFreezes;
            onlyConfiguredDockerHosts = oldOnly;
            throw new FormException(e, "clusters");
        }
    }

    /**
     * The cluster that a step means: a configured one by its name, an unnamed one that the step describes itself, or the only configured one.
     *
     * @throws InvalidInputException when it means none or more than one; names what is configured
     */
    public Cluster cluster(
            @CheckForNull String name, @CheckForNull String credentialsId, @CheckForNull String dockerHost)
            throws InvalidInputException {
        if (name != null && dockerHost != null) {
            throw new InvalidInputException("dockerHost", dockerHost, "either cluster or dockerHost, not both");
        }
        if (name != null) {
            return getClusters().stream()
                    .filter(cluster -> cluster.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException("cluster", name, "one of " + names()));
        }
        if (dockerHost != null) {
            for (Cluster cluster : getClusters()) {
                if (cluster instanceof DockerHost host && host.isMeantBy(dockerHost)) {
                    return host;
                }
            }
        }
        if (dockerHost != null && isOnlyConfiguredDockerHosts()) {
            throw new InvalidInputException(
                    "dockerHost",
                    dockerHost,
                    "cluster with one of " + names() + ", since no other hosts are allowed here");
        }
        if (dockerHost != null) {
            DockerHost host = new DockerHost(dockerHost);
            host.setUri(dockerHost);
            return host;
        }
        if (credentialsId != null) {
            KubernetesCluster cluster = new KubernetesCluster(credentialsId);
            cluster.setCredentialsId(credentialsId);
            return cluster;
        }
        List<Cluster> all = getClusters();
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new InvalidInputException(
                "cluster", "", "one of " + names() + ", or credentialsId of a kubeconfig, or a dockerHost");
    }

    /** The configured registry that a repository is in. */
    public Optional<Registry> registryOf(String repository) {
        return getRegistries().stream()
                .filter(registry -> registry.holds(repository))
                .findFirst();
    }

    /**
     * The URL of the Prometheus server that a pipeline means.
     *
     * @param nameOrUrl its name, or its URL as it is configured
     * @throws InvalidInputException when no such server is configured; names those that are
     */
    public String prometheusServer(String nameOrUrl) throws InvalidInputException {
        return getPrometheusServers().stream()
                .filter(server -> server.isMeantBy(nameOrUrl))
                .map(PrometheusServer::getUrl)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "analysis",
                        nameOrUrl,
                        "one of the Prometheus servers under Manage Jenkins \u00bb System: "
                                + getPrometheusServers().stream()
                                        .map(PrometheusServer::getName)
                                        .toList()));
    }

    /**
     * The URL of the web hook that a pipeline means.
     *
     * @param nameOrUrl its name, or its URL as it is configured
     * @throws InvalidInputException when no such web hook is configured; names those that are
     */
    public String webHook(String nameOrUrl) throws InvalidInputException {
        return getWebHooks().stream()
                .filter(hook -> hook.isMeantBy(nameOrUrl))
                .map(WebHook::getUrl)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "analysis",
                        nameOrUrl,
                        "one of the web hooks under Manage Jenkins \u00bb System: "
                                + getWebHooks().stream().map(WebHook::getName).toList()));
    }

    /** @throws InvalidInputException when a name is no channel's; names those that there are */
    public void checkChannels(List<String> names) throws InvalidInputException {
        List<String> known =
                getChannels().stream().map(NotificationChannel::getName).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidInputException(
                        "notify",
                        name,
                        "some of the notification channels under Manage Jenkins \u00bb System: " + known);
            }
        }
    }

    /**
     * The channels that are told of a deployment.
     *
     * @param names those that a pipeline wants; empty for those that are for the environment
     */
    public List<NotificationChannel> channels(String environment, List<String> names) {
        return getChannels().stream()
                .filter(channel -> names.isEmpty() ? channel.isFor(environment) : names.contains(channel.getName()))
                .toList();
    }

    private String names() {
        return getClusters().stream().map(Cluster::getName).collect(Collectors.joining(", ", "[", "]"));
    }
}
