package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Deploys to a Docker host, or to several: the new container starts beside the old one, and a reverse proxy on the host turns to it once it is healthy. All it knows between two deployments
 * is on the hosts, in the labels of the containers.
 */
public final class DockerDeploymentEngine implements DeploymentEngine {
    private final DockerHost settings;
    private final Function<DockerHost, WorkloadHost> open;
    private final RunContext context;
    private final Set<DockerRun> runs = ConcurrentHashMap.newKeySet();

    /**
     * @param runner runs the docker client
     * @param directory that exists where the docker client runs
     * @param temporary on the machine where the docker client runs
     * @param credentials to pull images with; null for what that machine has
     * @throws InvalidInputException if the host's settings cannot be used; whether it can be reached shows with the first deployment
     */
    public DockerDeploymentEngine(
            DockerHost host,
            CommandRunner runner,
            String directory,
            TemporaryDirectories temporary,
            @CheckForNull RegistryCredentials credentials,
            RunContext context)
            throws InvalidInputException {
        host.check();
        this.settings = host;
        this.open = one -> new WorkloadHost(one, runner, directory, temporary, credentials);
        this.context = context;
    }

    @Override
    public DeploymentRun deploy(DeployRequest request, DeploymentObserver observer) {
        return begin(new DeployChange(request), observer);
    }

    @Override
    public DeploymentRun rollback(RollbackRequest request, DeploymentObserver observer) {
        return begin(new RollbackChange(request), observer);
    }

    /** Where there are several hosts, the first stands for all. */
    @Override
    public CompletionStage<RollbackPreview> preview(RollbackRequest request) {
        CompletableFuture<RollbackPreview> answer = new CompletableFuture<>();
        context.tasks().execute(() -> {
            try {
                RollbackChange change = new RollbackChange(request);
                change.check();
                answer.complete(
                        PreviewOfReturn.of(open.apply(settings.each().get(0)).view(request.workload()), change));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer.completeExceptionally(e);
            } catch (DockerException e) {
                answer.completeExceptionally(new StageFailedException(
                        Stage.ROLLBACK, e.getMessage(), "Check the address and that the Docker host runs"));
            } catch (InvalidInputException | RuntimeException e) {
                answer.completeExceptionally(e);
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
        List<String> urls = settings.each().stream().map(DockerHost::url).toList();
        Deployment record =
                change.firstRecord(String.join(",", urls), context.clock().instant());
        return start(RunState.first(change, record, urls), observer);
    }

    /** On the hosts of the state, which are those that it has begun with. */
    private DeploymentRun start(RunState state, DeploymentObserver observer) {
        List<WorkloadHost> hosts = state.hosts().stream()
                .map(host -> open.apply(settings.with(host.url())))
                .toList();
        DockerRun run = new DockerRun(state, hosts, context, observer);
        runs.add(run);
        run.outcome().whenComplete((record, failure) -> runs.remove(run));
        run.start();
        return run;
    }

    @Override
    public void close() {
        runs.forEach(DockerRun::suspend);
        runs.clear();
    }
}
