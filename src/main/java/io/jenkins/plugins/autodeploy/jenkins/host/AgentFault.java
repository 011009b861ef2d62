package io.jenkins.plugins.autodeploy.jenkins.host;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import java.io.IOException;

/** Carries a failure of the engine over a callable's signature from the agent to the controller. */
final class AgentFault extends IOException {
    private static final long serialVersionUID = 1L;

    AgentFault(Exception failure) {
        super(failure.getMessage(), failure);
    }

    /** Throws the engine's failure that an agent sent, or returns when it is another fault. */
    static void rethrow(IOException fault) throws InvalidInputException, StageFailedException {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException invalid) {
                throw invalid;
            }
            if (cause instanceof StageFailedException failed) {
                throw failed;
            }
        }
    }
}
