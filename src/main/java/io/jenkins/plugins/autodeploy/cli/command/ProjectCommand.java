package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that works on a project's directory and brings a record. */
abstract class ProjectCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The project's directory (default: ${DEFAULT-VALUE}).")
    private Path directory;

    @Mixin
    private ResultOptions result;

    private final Host host;

    ProjectCommand(Host host) {
        this.host = host;
    }

    @Override
    public final Integer call() throws InvalidInputException, StageFailedException, InterruptedException {
        Outcome outcome = perform();
        result.show(outcome, host.terminal());
        return outcome.exit().number();
    }

    abstract Outcome perform() throws InvalidInputException, StageFailedException, InterruptedException;

    final Host host() {
        return host;
    }

    final Path directory() {
        return directory;
    }
}
