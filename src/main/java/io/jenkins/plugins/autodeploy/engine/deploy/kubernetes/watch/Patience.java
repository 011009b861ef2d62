package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Remembers since when a kind of problem lasts. Used by one thread at a time. */
public final class Patience {
    @CheckForNull
    private PodProblem.Kind kind;

    private Instant since = Instant.EPOCH;

    /** How long to wait for the problem to go away by itself: zero when it has lasted too long; empty when only the deadline counts. */
    public Optional<Duration> left(@CheckForNull PodProblem problem, Instant now) {
        if (problem == null || problem.kind() != kind) {
            kind = problem == null ? null : problem.kind();
            since = now;
        }
        if (problem == null || problem.kind().patience() == null) {
            return Optional.empty();
        }
        Duration left = problem.kind().patience().minus(Duration.between(since, now));
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
}
