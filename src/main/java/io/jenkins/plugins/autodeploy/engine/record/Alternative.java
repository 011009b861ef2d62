package io.jenkins.plugins.autodeploy.engine.record;

/** What else a component could have been, and why it was not chosen. */
public record Alternative(String what, double confidence, String why) {}
