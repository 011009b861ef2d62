package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Deploys to one Kubernetes cluster. All it knows between two deployments is in the cluster. */
public final class KubernetesDeploymentEngine implements DeploymentEngine {
    private static final int RETRIES = 3;
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

    /** A watch counts as a request for as long as it is open, and a deployment has three: they must not take the place of the requests that would end them. */
    private static final int MOST_REQUESTS = 4096;

    private final KubernetesClient client;
    private final RunContext context;
    private final Set<KubernetesRun> runs = ConcurrentHashMap.newKeySet();

    /** @throws InvalidInputException if the access cannot be used; whether the cluster can be reached shows with the first deployment */
    public KubernetesDeploymentEngine(KubernetesAccess access, RunContext context) throws InvalidInputException {
        this.context = context;
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(access.toConfig())
                        .withRequestRetryBackoffLimit(RETRIES)
                        .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                        .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                        .withMaxConcurrentRequests(MOST_REQUESTS)
                        .withMaxConcurrentRequestsPerHost(MOST_REQUESTS)
                        .build())
                .withTaskExecutor(context.tasks())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(
                        RetryAfter.NAME, new RetryAfter(context.timers(), Duration.ofMillis(REQUEST_TIMEOUT_MILLIS))))
                .build();
    }

    @Override
    public DeploymentRun deploy(DeployRequest request, DeploymentObserver observer) {
        return begin(new DeployChange(request), observer);
    }

    @Override
    public DeploymentRun rollback(RollbackRequest request, DeploymentObserver observer) {
        return begin(new RollbackChange(request), observer);
    }

    @Override
    public CompletionStage<RollbackPreview> preview(RollbackRequest request) {
        CompletableFuture<RollbackPreview> answer = new CompletableFuture<>();
        context.tasks().execute(() -> {
            RollbackChange change = new RollbackChange(request);
            ClusterApi cluster = new ClusterApi(client, request.namespace());
            try {
                change.check();
                answer.complete(change.preview(cluster));
            } catch (InvalidInputException e) {
                answer.completeExceptionally(e);
            } catch (RuntimeException e) {
                answer.completeExceptionally(new Attempts(cluster).problem(e).toException(Stage.ROLLBACK));
            }
        });
        return answer;
    }

    /** @throws IllegalArgumentException if the state is not one of this engine */
    @Override
    public DeploymentRun resume(String state, DeploymentObserver observer) {
        return start(RunState.parse(state), observer);
    }

    private DeploymentRun begin(Change change, DeploymentObserver observer) {
        Target target = new Target(
                Target.KUBERNETES, client.getConfiguration().getMasterUrl(), change.namespace(), change.workload());
        Deployment record = change.firstRecord(target, context.clock().instant());
        return start(RunState.first(change, record), observer);
    }

    private DeploymentRun start(RunState state, DeploymentObserver observer) {
        ClusterApi cluster = new ClusterApi(client, state.change().namespace());
        KubernetesRun run = new KubernetesRun(state, cluster, context, observer);
        runs.add(run);
        run.outcome().whenComplete((record, failure) -> runs.remove(run));
        run.start();
        return run;
    }

    @Override
    public void close() {
        runs.forEach(KubernetesRun::suspend);
        runs.clear();
        client.close();
    }
}
