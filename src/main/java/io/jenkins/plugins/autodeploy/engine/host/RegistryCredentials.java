package io.jenkins.plugins.autodeploy.engine.host;

import java.io.Serializable;

/** A user of a registry. */
public record RegistryCredentials(String username, SecretText password) implements Serializable {}
