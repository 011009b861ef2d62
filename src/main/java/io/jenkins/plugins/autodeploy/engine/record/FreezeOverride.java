package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * That somebody deployed although the environment was frozen.
 *
 * @param freeze why it was frozen
 * @param by the person's id; null when the host knows no names
 * @param reason in the person's words
 */
public record FreezeOverride(String freeze, @CheckForNull String by, String reason, Instant when) {
    /** For people, in a log: {@code Freeze 'Christmas' overridden by alice: hotfix 123}. */
    public String sentence() {
        return "Freeze '%s' overridden%s: %s".formatted(freeze, by == null ? "" : " by " + by, reason);
    }
}
