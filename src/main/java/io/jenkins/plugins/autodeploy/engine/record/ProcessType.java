package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A process that a component runs beside the one that its start command starts: a worker, a scheduler, a job.
 *
 * @param name as the project names it: {@code worker}, {@code release}
 * @param command the shell command that starts it, in the component's directory
 * @param schedule five fields of cron for what runs at times; null for what runs always, or once a release
 */
public record ProcessType(
        String name, String command, @CheckForNull String schedule) {}
