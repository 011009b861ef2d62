package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Job;
import hudson.model.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the plugin keeps its files: {@code autodeploy/} in the directories of builds and jobs. */
final class RunFiles {
    private static final String DIRECTORY = "autodeploy";
    private static final String EVENTS = "events.jsonl";
    private static final Pattern BUILD = Pattern.compile("[1-9][0-9]{0,8}");

    private RunFiles() {}

    static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }

    static Path events(Run<?, ?> run) {
        return directory(run).resolve(EVENTS);
    }

    /** The numbers of the builds that have an event log. */
    static List<Integer> buildsWithEvents(Job<?, ?> job) {
        String[] names = job.getBuildDir().list();
        return names == null
                ? List.of()
                : Stream.of(names)
                        .filter(name -> BUILD.matcher(name).matches())
                        .filter(name -> Files.exists(job.getBuildDir()
                                .toPath()
                                .resolve(name)
                                .resolve(DIRECTORY)
                                .resolve(EVENTS)))
                        .map(Integer::valueOf)
                        .toList();
    }

    static Path history(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve(DIRECTORY).resolve("history.jsonl");
    }

    /** The job's scans that passed last. */
    static Path passedScans(Job<?, ?> job) {
        return lastImages(job).resolveSibling("scans.json");
    }

    static Path lastImages(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve(DIRECTORY).resolve("images.json");
    }
}
