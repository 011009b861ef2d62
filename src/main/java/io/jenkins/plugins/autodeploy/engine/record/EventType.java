package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an {@link Event} tells about. Written in lower case in JSON. */
public enum EventType {
    STAGE,
    LOG,
    IMAGE,
    SCAN,
    POD,
    ROLLOUT,
    ANALYSIS,
    APPROVAL,
    LOCK,
    FREEZE,
    DEPLOYMENT;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
