package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The stages of a run, in the order in which they happen. Written in lower case in JSON. */
public enum Stage {
    VALIDATE,
    CHECKOUT,
    DETECT,
    TEST,
    SCAN,
    BUILD,
    PUSH,
    DEPLOY,
    VERIFY,
    ROLLBACK;

    /** The name that users see: {@code deploy}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
