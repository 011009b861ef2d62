package io.jenkins.plugins.autodeploy.engine.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.time.Instant;

/**
 * What people are told of a deployment: plain data without secrets. Its JSON form is what a web hook gets, and only grows.
 *
 * @param deployment its id; with the event it names the notice
 * @param rollback whether somebody takes the target back
 * @param user who started it; null if no person did
 * @param cause what started it, as in {@link io.jenkins.plugins.autodeploy.engine.record.Trigger}
 * @param image what it brings; empty for a rollback that has not seen its target
 * @param previousImage what ran before; null if nothing did or it is not known
 * @param reason why it ended so, or what it waits for, in one sentence; null if there is nothing to say
 * @param link where to see it and to decide; null if nowhere
 */
public record Notice(
        Moment event,
        Instant time,
        String deployment,
        boolean rollback,
        String job,
        int run,
        @CheckForNull String user,
        String cause,
        String environment,
        Target target,
        String image,
        @CheckForNull String previousImage,
        @CheckForNull String reason,
        @CheckForNull String link) {
    /** For an administrator who wants to see whether notices arrive. */
    public static Notice test(@CheckForNull String user, Instant now, @CheckForNull String link) {
        Target nowhere = new Target(Target.KUBERNETES, "https://cluster.example.com", "default", "web");
        return new Notice(
                Moment.TEST,
                now,
                "test",
                false,
                "test",
                0,
                user,
                "user",
                "test",
                nowhere,
                "registry.example.com/web:1",
                null,
                null,
                link);
    }

    /** One sentence for people. */
    public String sentence() {
        String what = image.isEmpty() ? target.workload() : image;
        String doing = (rollback ? "Rollback of " : "Deployment of ") + what + " to " + environment;
        return switch (event) {
            case STARTED -> doing + " has started";
            case WAITING -> doing + " waits" + (reason == null ? "" : " for " + reason);
            case SUCCEEDED -> doing + " has succeeded";
            case FAILED -> doing + " has failed" + because();
            case ROLLED_BACK -> doing + " has failed and was taken back" + because();
            case ABORTED -> doing + " was aborted" + because();
            case TEST -> "This is a test: notices from AutoDeploy arrive here";
        };
    }

    private String because() {
        return reason == null ? "" : ": " + reason;
    }
}
