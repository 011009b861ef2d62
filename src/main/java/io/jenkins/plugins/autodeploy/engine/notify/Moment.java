package io.jenkins.plugins.autodeploy.engine.notify;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** When people are told of a deployment. Written in JSON as it is configured. */
public enum Moment {
    /** It begins with its target. */
    STARTED("started"),
    /** It waits for approval. */
    WAITING("waiting"),
    SUCCEEDED("succeeded"),
    /** It failed and its target is as it left it, or was never reached. */
    FAILED("failed"),
    /** It failed and its target was taken back. */
    ROLLED_BACK("rolledBack"),
    ABORTED("aborted"),
    /** An administrator wants to see whether notices arrive; no deployment has it. */
    TEST("test");

    private final String label;

    Moment(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** One that a deployment has. */
    public static Optional<Moment> of(String label) {
        return Arrays.stream(values())
                .filter(moment -> moment != TEST && moment.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
