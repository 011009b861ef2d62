package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Why a step is stopped. */
final class StopCauses {
    private StopCauses() {}

    /** Whose wish it is; null when it is nobody's, as with a timeout. */
    @CheckForNull
    static String user(Throwable cause) {
        return cause instanceof FlowInterruptedException interruption
                ? interruption.getCauses().stream()
                        .filter(UserInterruption.class::isInstance)
                        .map(person -> ((UserInterruption) person).getUserId())
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
