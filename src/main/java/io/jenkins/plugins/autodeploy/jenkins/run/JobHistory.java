package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Job;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.util.Objects;
import java.util.stream.Stream;

/** The histories of the jobs: one index a file, made anew from the builds only where the file is missing or damaged. */
public final class JobHistory {
    private JobHistory() {}

    public static HistoryIndex of(Job<?, ?> job) {
        return AutoDeployRuntime.get()
                .histories()
                .computeIfAbsent(RunFiles.history(job), file -> new HistoryIndex(file, () -> summaries(job)));
    }

    /** Loads the builds that used a step, which their directories tell, and no others. */
    private static Stream<RunSummary> summaries(Job<?, ?> job) {
        return RunFiles.buildsWithEvents(job).stream()
                .map(job::getBuildByNumber)
                .filter(Objects::nonNull)
                .map(BuildRecords::summary);
    }
}
