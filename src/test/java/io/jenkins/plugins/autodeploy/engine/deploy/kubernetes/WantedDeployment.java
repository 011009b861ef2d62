package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A request in the making: two replicas, rolling, back on failure, unless said otherwise. */
public final class WantedDeployment {
    private final String namespace;
    private final String workload;
    private final String id;
    private final String image;
    private List<ManifestText> manifests = List.of();
    private Map<String, String> variables = Map.of();
    private Integer replicas = 2;
    private Integer port;
    private RolloutPlan plan = RolloutPlan.of(RolloutPlan.ROLLING);
    private Duration timeout = KubernetesScene.LONG;
    private boolean dryRun;
    private Analysis analysis;

    public WantedDeployment(String namespace, String workload, String id, String image) {
        this.namespace = namespace;
        this.workload = workload;
        this.id = id;
        this.image = image;
    }

    public WantedDeployment manifests(String... texts) {
        manifests = Stream.of(texts).map(ManifestText::unnamed).toList();
        replicas = null;
        return this;
    }

    public WantedDeployment variables(Map<String, String> values) {
        variables = values;
        return this;
    }

    public WantedDeployment replicas(Integer value) {
        replicas = value;
        return this;
    }

    WantedDeployment port(int value) {
        port = value;
        return this;
    }

    public WantedDeployment strategy(String value) {
        return plan(RolloutPlan.of(value));
    }

    public WantedDeployment plan(RolloutPlan value) {
        plan = value;
        return this;
    }

    WantedDeployment timeout(Duration value) {
        timeout = value;
        return this;
    }

    WantedDeployment dryRun() {
        dryRun = true;
        return this;
    }

    WantedDeployment analysis(Analysis value) {
        analysis = value;
        return this;
    }

    public DeployRequest request() {
        return DeployRequest.of(id, "dev", image)
                .namespace(namespace)
                .workload(workload)
                .manifests(manifests)
                .variables(variables)
                .replicas(replicas)
                .port(port)
                .env(manifests.isEmpty() ? Map.of("GREETING", id) : Map.of())
                .plan(plan.with(analysis))
                .timeout(timeout)
                .dryRun(dryRun)
                .trigger(new Trigger("cli", null, 1, null))
                .build();
    }
}
