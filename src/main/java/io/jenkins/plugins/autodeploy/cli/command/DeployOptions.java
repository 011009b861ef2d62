package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.cli.run.ApprovalAnswers;
import io.jenkins.plugins.autodeploy.cli.run.DeploymentStage;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a deployment shall be like. */
final class DeployOptions {
    static final Duration HEALTH_CHECK_INTERVAL = Duration.ofSeconds(2);

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "dev",
            description = "What the history calls the target (default: ${DEFAULT-VALUE}).")
    private String environment;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "Default: the last part of the image's name, without its tag.")
    private String workload;

    @Option(
            names = "--manifests",
            paramLabel = "PATH",
            description =
                    "A Kubernetes YAML file, or a folder with such files or a kustomization; may be given several times (default: generated).")
    private List<Path> manifests = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "What ${name} in the manifests stands for, its name in upper case; may be given several times.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--replicas", paramLabel = "N", description = "Default: as many as run now, at first 1.")
    private Integer replicas;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The container's (default: what the image or manifests say).")
    private Integer port;

    @Option(
            names = "--public-port",
            paramLabel = "PORT",
            description = "Where the proxy of a Docker host listens (default: the container's port).")
    private Integer publicPort;

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "An environment variable of the container.")
    private Map<String, String> env = new LinkedHashMap<>();

    @Mixin
    private StrategyOptions strategy;

    @Option(names = "--health-check", paramLabel = "PATH", description = "HTTP path that must answer 2xx or 3xx.")
    private String healthCheck;

    @Option(
            names = "--analysis",
            paramLabel = "FILE",
            description = "A YAML file with what to measure for some time after the rollout.")
    private Path analysis;

    @Option(names = "--no-rollback", description = "Leave a deployment that failed as it is.")
    private boolean noRollback;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Mixin
    private ApprovalOptions approval;

    @Mixin
    private OrderOptions order;

    boolean dryRun() {
        return dryRun;
    }

    /** Who decides where the deployment waits for approval. */
    ApprovalAnswers answers(Host host) throws InvalidInputException {
        return approval.answers(host, dryRun);
    }

    /** When nothing may be deployed. */
    FreezeSource freezes() throws InvalidInputException {
        return order.freezes();
    }

    String environment() {
        return environment;
    }

    /**
     * @param image what to deploy
     * @param detectedPort what the project listens on where neither an option nor a manifest says so; null when not known
     * @param commit that it was built from; null when not known
     */
    DeployRequest request(
            RecordedRun run,
            TargetOptions target,
            String image,
            @CheckForNull Integer detectedPort,
            @CheckForNull String commit,
            Duration timeout)
            throws InvalidInputException, InterruptedException {
        RequestRules.checkImage(image);
        return DeployRequest.of(DeploymentStage.newId(run), environment, image)
                .namespace(target.namespace())
                .workload(workload == null ? DeployRequest.workloadOf(image) : workload)
                .manifests(new LocalManifests(run.host().runner()).read(manifests))
                .variables(variables)
                .replicas(replicas)
                .port(port == null && manifests.isEmpty() ? detectedPort : port)
                .publicPort(publicPort)
                .env(env)
                .plan(plan())
                .healthCheck(new HealthCheck(healthCheck, HEALTH_CHECK_INTERVAL))
                .timeout(timeout)
                .rollbackOnFailure(!noRollback)
                .dryRun(dryRun)
                .trigger(run.trigger())
                .commit(commit)
                .commitTime(commit == null ? null : run.timeOf(commit).orElse(null))
                .allowOutdated(order.allowOutdated())
                .freezeOverride(order.freezeOverride())
                .approval(approval.rule())
                .build();
    }

    private RolloutPlan plan() throws InvalidInputException {
        return strategy.plan()
                .with(analysis == null ? null : AnalysisReader.parse(TextFile.read("--analysis", analysis)));
    }
}
