package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a component is at run time. Written in lower case in JSON. */
public enum ComponentKind {
    /** Files as they are, served by a web server. */
    STATIC,
    /** Files made by a build, served by a web server with history fallback. */
    SPA,
    /** A process that listens on a port. */
    SERVER,
    /** An AWS Lambda function image. */
    FUNCTION,
    /** A process without a port. */
    WORKER,
    /** An image of which only the Dockerfile is known. */
    CONTAINER;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
