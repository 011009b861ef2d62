package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Attempts;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnection;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnections;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Deploys to one Kubernetes cluster. All it knows between two deployments is in the cluster. */
public final class KubernetesDeploymentEngine implements DeploymentEngine {
    private final KubernetesConnection connection;
    private final RunContext context;
    private final Set<KubernetesRun> runs = ConcurrentHashMap.newKeySet();

    /** With a connection of its own. See {@link #KubernetesDeploymentEngine(KubernetesAccess, RunContext, KubernetesConnections)}. */
    public KubernetesDeploymentEngine(KubernetesAccess access, RunContext context) throws InvalidInputException {
        this(context, KubernetesConnections.alone(access, context.timers(), context.tasks()));
    }

    /**
     * @param connections those of the host
     * @throws InvalidInputException if the access cannot be used; whether the cluster can be reached shows with the first deployment
     */
    public KubernetesDeploymentEngine(KubernetesAccess access, RunContext context, KubernetesConnections connections)
            throws InvalidInputException {
        this(context, connections.open(access));
    }

    private KubernetesDeploymentEngine(RunContext context, KubernetesConnection connection) {
        this.context = context;
        this.connection = connection;
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
            ClusterApi cluster = new ClusterApi(connection, request.namespace());
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
                Target.KUBERNETES,
                connection.client().getConfiguration().getMasterUrl(),
                change.namespace(),
                change.workload());
        Deployment record = change.firstRecord(target, context.clock().instant());
        return start(RunState.first(change, record), observer);
    }

    private DeploymentRun start(RunState state, DeploymentObserver observer) {
        ClusterApi cluster = new ClusterApi(connection, state.change().namespace());
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
        connection.close();
    }
}
