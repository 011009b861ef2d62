package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the runs of an engine share with its host.
 *
 * @param locks shared by all engines of the process
 * @param freezes when what is deployed to an environment has to wait
 * @param timers only hands over what is due, so that a few threads are enough for all
 * @param tasks runs what waits for an answer of a target; where a target is slow, others must not wait for its threads
 */
public record RunContext(
        TargetLocks locks, FreezeSource freezes, ScheduledExecutorService timers, Executor tasks, Clock clock) {
    /** What the runs of a host share that has no freezes. */
    public RunContext(TargetLocks locks, ScheduledExecutorService timers, Executor tasks, Clock clock) {
        this(locks, FreezeSource.NONE, timers, tasks, clock);
    }
}
