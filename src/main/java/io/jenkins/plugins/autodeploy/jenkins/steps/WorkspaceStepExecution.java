package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Work with the files and processes of a workspace, on a thread of its own. After a restart of Jenkins it is done again from its beginning once the agent is back: that is safe for each of these steps,
 * and a build finds most of its work in the builder's cache.
 */
abstract class WorkspaceStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final long AGENT_RETURNS_WITHIN_SECONDS = 300;
    private static final long SECONDS_BETWEEN_TRIES = 2;

    private transient volatile Future<?> task;
    private transient volatile boolean stopped;

    WorkspaceStepExecution(StepContext context) {
        super(context);
    }

    /** Does the step's work and returns its result; an interrupt means that the build is aborted. */
    abstract Map<String, Object> work(BuildJournal journal) throws Exception;

    @Override
    public boolean start() {
        try {
            task = AutoDeployRuntime.get().workers().submit(this::finish);
        } catch (RejectedExecutionException e) {
            if (!AutoDeployRuntime.get().isShuttingDown()) {
                throw e;
            }
            // It begins after the restart.
        }
        return false;
    }

    @Override
    public void onResume() {
        finishOnceTheAgentIsBack(System.nanoTime() + TimeUnit.SECONDS.toNanos(AGENT_RETURNS_WITHIN_SECONDS));
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        stopped = true;
        Future<?> running = task;
        if (running != null) {
            running.cancel(true);
        }
        getContext().onFailure(cause);
    }

    @Override
    public String getStatus() {
        Future<?> running = task;
        return running == null || running.isDone() ? "waiting for the agent" : "working in the workspace";
    }

    private void finishOnceTheAgentIsBack(long deadline) {
        AutoDeployRuntime runtime = AutoDeployRuntime.get();
        task = runtime.workers().submit(() -> {
            if (stopped) {
                return;
            }
            if (agentIsBack() || System.nanoTime() - deadline > 0) {
                finish();
            } else {
                runtime.scheduler()
                        .schedule(() -> finishOnceTheAgentIsBack(deadline), SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
            }
        });
    }

    private boolean agentIsBack() {
        try {
            return getContext().get(FilePath.class) != null;
        } catch (IOException | RuntimeException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void finish() {
        try {
            // Nothing may have been written into it yet.
            getContext().get(FilePath.class).mkdirs();
            Map<String, Object> result = work(BuildJournal.of(getContext()));
            if (!stopped && !AutoDeployRuntime.get().isShuttingDown()) {
                getContext().onSuccess(result);
            }
        } catch (Throwable e) {
            // Also an error of a library that does not fit: the step must end.
            if (!stopped && !AutoDeployRuntime.get().isShuttingDown()) {
                getContext().onFailure(StepFailure.of(e));
            }
        }
    }
}
