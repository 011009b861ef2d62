package io.jenkins.plugins.autodeploy.cli.run;

import java.nio.file.Path;
import java.util.Locale;

/** The names that follow from a job's, for users who gave none. */
final class JobName {
    private static final int LONGEST = 100;

    private JobName() {}

    /** The name in lower case with {@code -} for whatever an image's or a workload's name must not have. */
    static String plain(String job) {
        return job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The directory's own name with {@code -} for whatever a job's name must not have. */
    static String of(Path directory) {
        Path last = directory.getFileName();
        String name = last == null ? "" : last.toString();
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[._-]+", "");
        String fitting = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        return fitting.isEmpty() ? "project" : fitting;
    }
}
