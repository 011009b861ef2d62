package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.ComparisonRules;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.GeneratedManifests;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.HashedConfig;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Inventory;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.KindRules;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ManifestReader;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ManifestVariables;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.WorkloadManifests;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch.WorkloadView;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Brings a new version. */
record DeployChange(DeployRequest request) implements Change {
    /** Both versions answer at one address. */
    static final ComparisonRules COMPARISONS =
            new ComparisonRules(Set.of(RolloutPlan.CANARY, RolloutPlan.BLUE_GREEN), false);

    @Override
    public String id() {
        return request.id();
    }

    @Override
    public String namespace() {
        return request.namespace();
    }

    @Override
    public String workload() {
        return request.workload();
    }

    @Override
    public Duration timeout() {
        return request.timeout();
    }

    @Override
    public boolean dryRun() {
        return request.dryRun();
    }

    @Override
    public boolean returnsOnFailure() {
        return request.rollbackOnFailure();
    }

    @Override
    public RolloutPlan plan() {
        return request.plan();
    }

    @Override
    public void check() throws InvalidInputException {
        RequestRules.check(request);
        RequestRules.checkNamespace(request.namespace());
        checkAnalysis(url(complete(read(null), null)));
        COMPARISONS.check(request.plan());
    }

    /** A path can only be asked of a deployment whose address is known. */
    private void checkAnalysis(@CheckForNull String url) throws InvalidInputException {
        if (request.plan().analysis() != null && url == null) {
            request.plan()
                    .analysis()
                    .checkAddresses(
                            "a whole URL, since the manifests have no Ingress with a host that tells where the path is"
                                    + " to be asked");
        }
    }

    @Override
    public Deployment firstRecord(Target target, Instant now) {
        return Deployment.asked(
                request.id(),
                request.environment(),
                target,
                request.image(),
                request.plan().strategy(),
                now,
                request.trigger(),
                request.commit());
    }

    @Override
    public WorkloadKind kind(ClusterApi cluster) throws InvalidInputException {
        List<Manifest> manifests = complete(read(null), null);
        return WorkloadKind.of(manifests.get(manifests.size() - 1)).orElseThrow();
    }

    @Override
    public Proposal propose(ClusterApi cluster, WorkloadView there, @CheckForNull String chosen)
            throws InvalidInputException {
        LiveWorkload now = there.workload();
        List<Manifest> read = read(now);
        Integer replicasNow = now == null ? null : now.replicas();
        List<Manifest> manifests = Inventory.of(now).writtenInto(complete(read, replicasNow));
        KindRules.check(now, manifests.get(manifests.size() - 1));
        return new Proposal(manifests, false, request.image(), null, null, url(manifests), helmHooks(read));
    }

    private List<Manifest> read(@CheckForNull LiveWorkload now) throws InvalidInputException {
        return request.manifests().isEmpty()
                ? GeneratedManifests.of(request, now)
                : new ManifestReader(ManifestVariables.of(request)).read(request.manifests());
    }

    private List<Manifest> complete(List<Manifest> read, @CheckForNull Integer replicasNow)
            throws InvalidInputException {
        List<Manifest> own =
                read.stream().filter(manifest -> manifest.helmHook() == null).toList();
        return HashedConfig.name(new WorkloadManifests(request).complete(own, replicasNow));
    }

    private static List<String> helmHooks(List<Manifest> read) {
        return read.stream()
                .filter(manifest -> manifest.helmHook() != null)
                .map(manifest ->
                        "Left out %s, a hook that only Helm runs (%s)".formatted(manifest.label(), manifest.helmHook()))
                .toList();
    }

    @Override
    public void tidy(ClusterApi cluster, LiveWorkload live, Consumer<String> steps) throws InvalidInputException {
        new Prune(cluster, live).go(request.id(), steps);
    }

    @CheckForNull
    private static String url(List<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            JsonNode rule = manifest.json().at("/spec/rules/0");
            if (manifest.kind().equals("Ingress") && rule.hasNonNull("host")) {
                String scheme = manifest.json().at("/spec/tls").isEmpty() ? "http" : "https";
                String path = rule.at("/http/paths/0/path").asText("/");
                return scheme + "://" + rule.path("host").asText() + path;
            }
        }
        return null;
    }
}
