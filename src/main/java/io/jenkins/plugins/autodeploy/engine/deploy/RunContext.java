package io.jenkins.plugins.autodeploy.engine.deploy;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the runs of an engine share with its host.
 *
 * @param locks shared by all engines of the process
 * @param executor runs short tasks, some of which wait for an answer of the target
 */
public record RunContext(TargetLocks locks, ScheduledExecutorService executor, Clock clock) {}
