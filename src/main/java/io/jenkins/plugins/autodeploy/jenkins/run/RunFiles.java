package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Job;
import hudson.model.Run;
import java.nio.file.Path;

/** Where the plugin keeps its files: {@code autodeploy/} in the directories of builds and jobs. */
final class RunFiles {
    private static final String DIRECTORY = "autodeploy";

    private RunFiles() {}

    static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }

    static Path events(Run<?, ?> run) {
        return directory(run).resolve("events.jsonl");
    }

    static Path history(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve(DIRECTORY).resolve("history.jsonl");
    }
}
