package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.util.UUID;

/** What a deployment says of the build that makes it. */
public final class RunFacts {
    private static final int ID_LENGTH = 8;

    private final Run<?, ?> run;

    public RunFacts(Run<?, ?> run) {
        this.run = run;
    }

    /** Unique, and short enough for a label value: the build's number makes it readable. */
    public String newDeploymentId() {
        return run.getNumber() + "-" + UUID.randomUUID().toString().substring(0, ID_LENGTH);
    }

    public Trigger trigger() {
        Cause cause = run.getCauses().isEmpty() ? null : run.getCauses().get(0);
        String user = cause instanceof Cause.UserIdCause person ? person.getUserId() : null;
        return new Trigger(
                kind(cause),
                user,
                run.getNumber(),
                run.getUrl(),
                run.getParent().getFullName());
    }

    /** The commit that {@code buildImage} found, if it ran. */
    @CheckForNull
    public String commit() {
        return BuildRecords.commit(run);
    }

    private static String kind(@CheckForNull Cause cause) {
        if (cause instanceof Cause.UserIdCause) {
            return "user";
        } else if (cause instanceof SCMTrigger.SCMTriggerCause) {
            return "scm";
        } else if (cause instanceof TimerTrigger.TimerTriggerCause) {
            return "timer";
        } else if (cause instanceof Cause.UpstreamCause) {
            return "upstream";
        }
        return "other";
    }
}
