package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/** What can be generated for a project. Written in lower case. */
public enum GeneratedKind {
    /** A Dockerfile and the .dockerignore that goes with it. */
    DOCKERFILE,
    /** Manifests of all components: what runs them, brings requests to them, and keeps them running. */
    KUBERNETES,
    /** The configuration of a reverse proxy in front of them. */
    NGINX,
    /** A Declarative Pipeline that tests, builds, scans and deploys them. */
    JENKINSFILE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidInputException naming {@code parameter} when there is no such kind */
    public static GeneratedKind of(String parameter, String label) throws InvalidInputException {
        for (GeneratedKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        String known = String.join(
                ", ", Arrays.stream(values()).map(GeneratedKind::label).toList());
        throw new InvalidInputException(parameter, label, "one of " + known);
    }
}
