package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.AbortException;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import java.util.concurrent.CompletionException;

/** How the engine's failures fail a step: those that people can act on as one sentence without a stack trace, everything else as it is. */
final class StepFailure {
    private StepFailure() {}

    static Throwable of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof InvalidInputException) {
            return new AbortException(cause.getMessage());
        }
        if (cause instanceof StageFailedException failed) {
            String advice = failed.advice().isEmpty() ? "" : ". " + failed.advice();
            return new AbortException(failed.stage().label() + ": " + failed.getMessage() + advice);
        }
        return cause;
    }
}
