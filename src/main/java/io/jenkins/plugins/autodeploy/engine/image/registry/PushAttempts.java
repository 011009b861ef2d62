package io.jenkins.plugins.autodeploy.engine.image.registry;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Duration;
import java.util.List;

/** Pushes again what failed for a reason that passes, a little later each time, and says so. */
public final class PushAttempts {
    private static final List<Duration> DELAYS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9));

    private final Pause pause;

    public PushAttempts(Pause pause) {
        this.pause = pause;
    }

    /** One push to a registry. */
    @FunctionalInterface
    public interface Push<T> {
        T push() throws PushFailedException, StageFailedException, InterruptedException;
    }

    /** A push that failed; the message is all that was said about it. */
    public static final class PushFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        public PushFailedException(String said) {
            super(said);
        }

        public PushFailedException(String said, Throwable cause) {
            super(said, cause);
        }
    }

    /** @throws StageFailedException when the last attempt failed, or one for a reason that does not pass */
    public <T> T run(Push<T> push, ImageNames names, RegistryCredentials credentials, EventSink events)
            throws StageFailedException, InterruptedException {
        for (Duration delay : DELAYS) {
            try {
                return push.push();
            } catch (PushFailedException e) {
                RegistryFault fault = RegistryFault.of(e.getMessage());
                if (fault != RegistryFault.TRANSIENT) {
                    throw fault.explain(names, credentials, e.getMessage());
                }
                events.log(
                        Stage.PUSH,
                        "The registry %s failed (%s); trying again in %d s"
                                .formatted(names.registry(), e.getMessage(), delay.toSeconds()));
                pause.pause(delay);
            }
        }
        try {
            return push.push();
        } catch (PushFailedException e) {
            throw RegistryFault.of(e.getMessage()).explain(names, credentials, e.getMessage());
        }
    }
}
