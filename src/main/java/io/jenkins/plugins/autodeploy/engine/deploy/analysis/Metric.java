package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

/**
 * Something that is measured while a deployment is watched.
 *
 * @param name unique in its analysis
 * @param failIf what makes a sample fail
 */
public record Metric(String name, Condition failIf, MetricSource source) {}
