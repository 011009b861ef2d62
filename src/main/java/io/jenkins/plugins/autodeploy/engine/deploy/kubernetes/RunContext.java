package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** What the runs of an engine share with its host. */
record RunContext(TargetLocks locks, ScheduledExecutorService executor, Clock clock) {}
