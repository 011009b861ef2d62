package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * A pod (or container) as it was last seen.
 *
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed}, {@code Terminating}
 * @param reason in words why it is not ready; null when it is
 * @param image what it runs
 */
public record PodState(
        String name,
        String phase,
        boolean ready,
        int restarts,
        @CheckForNull String node,
        @CheckForNull String reason,
        String image,
        @CheckForNull Instant created) {}
