package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeCalendar;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeReader;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** When a deployment may go. */
final class OrderOptions {
    @Option(
            names = "--allow-outdated",
            description = "Deploy also what is older than what is live: an earlier run's, or of an older commit.")
    private boolean allowOutdated;

    @Option(
            names = "--freeze",
            paramLabel = "FILE",
            description = "A YAML file with the times in which nothing is deployed to some environments.")
    private Path freeze;

    @Option(
            names = "--override-freeze",
            paramLabel = "REASON",
            description = "Deploy although the environment is frozen, and keep why.")
    private String freezeOverride;

    boolean allowOutdated() {
        return allowOutdated;
    }

    @CheckForNull
    String freezeOverride() {
        return freezeOverride;
    }

    FreezeSource freezes() throws InvalidInputException {
        if (freeze == null) {
            return FreezeSource.NONE;
        }
        FreezeCalendar calendar = FreezeReader.parse(TextFile.read("--freeze", freeze));
        return () -> calendar;
    }
}
