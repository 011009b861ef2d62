package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.LocalDate;

/**
 * A finding that somebody decided to live with.
 *
 * @param by who decided
 * @param until last day on which the decision holds; null for always
 */
public record AcceptedFinding(
        Finding finding,
        String reason,
        String by,
        @CheckForNull LocalDate until) {}
