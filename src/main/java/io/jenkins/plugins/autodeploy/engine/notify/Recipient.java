package io.jenkins.plugins.autodeploy.engine.notify;

/**
 * Somebody who is told.
 *
 * @param name as it is configured, for people
 */
public record Recipient(String name, NoticeRule rule, Notifier notifier) {}
