package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The deployments of this process that go on, each for as long as it does, so that people can decide on those that wait for approval. What went on before a restart is added again when it is resumed. Safe for use
 * by several threads.
 */
public final class RunningDeployments {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Supplier<String> job, int run, DeploymentRun deployment) {}

    /** One that waits for approval now. */
    record Waiting(int run, Deployment deployment) {}

    /**
     * @param job the job's full name, which may change while the deployment waits
     * @param run the run's number
     */
    public void add(Supplier<String> job, int run, DeploymentRun deployment) {
        Entry entry = new Entry(job, run, deployment);
        entries.put(deployment.id(), entry);
        deployment.outcome().whenComplete((outcome, failure) -> entries.remove(deployment.id(), entry));
    }

    /** The deployments of a run. */
    public List<DeploymentRun> of(String job, int run) {
        return entries.values().stream()
                .filter(entry -> entry.run() == run && entry.job().get().equals(job))
                .map(Entry::deployment)
                .filter(deployment ->
                        !deployment.outcome().toCompletableFuture().isDone())
                .toList();
    }

    /** What waits in a job, the oldest first. */
    List<Waiting> awaitingApproval(String job) {
        List<Waiting> waiting = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.job().get().equals(job)) {
                entry.deployment().awaitsApproval().ifPresent(record -> waiting.add(new Waiting(entry.run(), record)));
            }
        }
        waiting.sort(Comparator.comparing((Waiting one) -> one.deployment().started())
                .thenComparing(one -> one.deployment().id()));
        return waiting;
    }

    /** A deployment of that job, and of no other. */
    Optional<DeploymentRun> find(String job, String deployment) {
        return Optional.ofNullable(entries.get(deployment))
                .filter(entry -> entry.job().get().equals(job))
                .map(Entry::deployment);
    }
}
