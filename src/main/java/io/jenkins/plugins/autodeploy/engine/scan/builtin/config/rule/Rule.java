package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule;

import io.jenkins.plugins.autodeploy.engine.record.Severity;

/**
 * A fault that a check can find. Its severity is fixed: what is worse in one place than in another is two rules.
 *
 * @param id {@code dockerfile-root-user}; accepted risks name it, so it never changes
 * @param title what is wrong, without a full stop
 * @param remedy what to do about it, in lower case and without a full stop
 */
public record Rule(String id, Severity severity, String title, String remedy) {}
