package io.jenkins.plugins.autodeploy.engine.record;

/** A file of the project and what it told: {@code package.json}, "dependency express 4.19.2". */
public record Evidence(String file, String told) {}
