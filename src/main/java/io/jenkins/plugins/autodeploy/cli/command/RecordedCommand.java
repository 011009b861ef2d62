package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command whose run is kept, so that the page shows it. */
abstract class RecordedCommand extends ProjectCommand {
    @Mixin
    private StoreOptions store;

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description = "Name under which the run is kept (default: the directory's).")
    private String job;

    RecordedCommand(Host host) {
        super(host);
    }

    @Override
    final Outcome perform() throws InvalidInputException, StageFailedException, InterruptedException {
        RecordedRun.Place place = new RecordedRun.Place(store.home(host()), job, directory());
        return RecordedRun.record(host(), place, this::perform);
    }

    abstract Outcome perform(RecordedRun run) throws InvalidInputException, StageFailedException, InterruptedException;
}
