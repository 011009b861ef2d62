package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import java.time.Instant;
import java.util.Optional;

/**
 * Once, from one time to another.
 *
 * @param to after {@code from}; does not belong to it
 */
public record DateSpan(Instant from, Instant to) implements FreezeSpan {
    @Override
    public Optional<Instant> activeAt(Instant now) {
        return now.isBefore(from) || !now.isBefore(to) ? Optional.empty() : Optional.of(to);
    }
}
