package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * Why a pod is not ready.
 *
 * @param kind orders problems: the one that explains most comes first
 * @param pod name of the pod; null when no pod could be made at all
 * @param container name of the container; null when the pod as a whole has the problem
 * @param sentence the cause, without a full stop
 */
public record PodProblem(
        Kind kind, @CheckForNull String pod, @CheckForNull String container, String sentence) {
    public enum Kind {
        /** Its container ends again and again: waiting does not help. */
        CRASH_LOOP(Duration.ZERO),
        /** The registry refused the image, or its name is none: waiting does not help. */
        IMAGE_REFUSED(Duration.ZERO),
        /** The cluster refuses to make pods: quota, admission, a missing service account. Old pods that end may make room. */
        NOT_ADMITTED(Duration.ofSeconds(10)),
        /** A ConfigMap or Secret is missing or the container cannot be made; somebody may be about to add it. */
        NOT_CONFIGURED(Duration.ofSeconds(20)),
        /** The registry cannot be reached at the moment. */
        IMAGE_UNREACHABLE(null),
        /** No node has room for it; a new node may come. */
        UNSCHEDULABLE(null),
        /** It ended once and is started again. */
        RESTARTING(null),
        /** It runs, but its probe does not pass yet. */
        NOT_READY(null),
        /** It is on its way. */
        STARTING(null);

        private final Duration patience;

        Kind(@CheckForNull Duration patience) {
            this.patience = patience;
        }

        /** How long it may last before the rollout counts as failed; null for as long as the deployment's timeout. */
        @CheckForNull
        Duration patience() {
            return patience;
        }
    }
}
