package io.jenkins.plugins.autodeploy.engine.host;

/** A user of a registry. */
public record RegistryCredentials(String username, SecretText password) {}
