package io.jenkins.plugins.autodeploy.engine.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What was done. Written in JSON as people filter by it. */
public enum AuditAction {
    /** A version was brought to a target. */
    DEPLOY("deploy"),
    /** Somebody took a target back. */
    ROLLBACK("rollback"),
    APPROVE("approve"),
    REJECT("reject"),
    ABORT("abort"),
    /** A target was taken back because its deployment failed or was aborted. */
    AUTOMATIC_ROLLBACK("automaticRollback"),
    /** A deployment was let through although its environment may be frozen. */
    FREEZE_OVERRIDE("freezeOverride"),
    /** A deployment was let through although it may be older than what runs. */
    ALLOW_OUTDATED("allowOutdated");

    private final String label;

    AuditAction(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    public static Optional<AuditAction> of(String label) {
        return Arrays.stream(values())
                .filter(action -> action.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
