package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import java.time.Instant;
import java.util.Optional;

/** When a freeze is. Pure. */
public sealed interface FreezeSpan permits DateSpan, RecurringSpan {
    /** Its end if it is then; the end itself does not belong to it. */
    Optional<Instant> activeAt(Instant now);
}
