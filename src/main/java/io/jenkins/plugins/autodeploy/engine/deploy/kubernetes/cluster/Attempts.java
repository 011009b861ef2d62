package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/** Tries acts on a cluster and says in words why one failed, with growing pauses between tries. Used by one thread at a time. */
public final class Attempts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ClusterApi cluster;
    private Duration pause = FIRST_PAUSE;

    public Attempts(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** Why an act failed: the cluster's problem, or else the user's mistake. */
    public record Failure(Exception exception, Optional<ApiProblem> problem) {}

    @FunctionalInterface
    public interface Work {
        void run() throws InvalidInputException;
    }

    /** @return empty when it went well */
    public Optional<Failure> run(Work work) {
        try {
            work.run();
            pause = FIRST_PAUSE;
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(new Failure(e, Optional.empty()));
        } catch (KubernetesClientException e) {
            return Optional.of(new Failure(e, Optional.of(problem(e))));
        }
    }

    public ApiProblem problem(Throwable thrown) {
        return ApiProblem.of(thrown, "the cluster refuses the change", cluster.namespace(), cluster.server());
    }

    /** A server that is overloaded knows best when to come back. */
    public Duration nextPause(ApiProblem problem) {
        Duration next = pause.compareTo(problem.pause()) < 0 ? problem.pause() : pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return next;
    }
}
