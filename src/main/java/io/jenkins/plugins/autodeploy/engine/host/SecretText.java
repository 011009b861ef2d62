package io.jenkins.plugins.autodeploy.engine.host;

import java.io.Serializable;
import java.util.Objects;

/**
 * A secret in memory. Has no JSON form and prints as asterisks; {@link #reveal()} names every place that needs the value. Serializable only to
 * cross the channel between a controller and its agent; never to be stored.
 */
public final class SecretText implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String value;

    public SecretText(String value) {
        this.value = Objects.requireNonNull(value);
    }

    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
