package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.cli.store.CliJob;
import io.jenkins.plugins.autodeploy.cli.store.CliRun;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.cli.terminal.ProgressPrinter;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.host.GitRepository;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One run of a command, kept in the store and shown on the terminal while it goes on. Safe for use by several threads. */
public final class RecordedRun {
    private final Host host;
    private final CliRunStore store;
    private final CliJob job;
    private final CliRun kept;
    private final DirectoryWorkspace workspace;
    private final EventSink events;

    private RecordedRun(Host host, CliRunStore store, CliJob job, CliRun kept, DirectoryWorkspace workspace) {
        this.host = host;
        this.store = store;
        this.job = job;
        this.kept = kept;
        this.workspace = workspace;
        this.events = both(kept.events(), new ProgressPrinter(host.terminal(), host.clock()));
    }

    /** What a run does. */
    @FunctionalInterface
    public interface Work {
        /** Works until it is done, or until its thread is interrupted and everything was put in order again. */
        Outcome perform(RecordedRun run) throws InvalidInputException, StageFailedException, InterruptedException;
    }

    /**
     * Where a run belongs.
     *
     * @param home of the store
     * @param job null for the directory's name
     * @param directory the project's
     */
    public record Place(Path home, String job, Path directory) {}

    /**
     * Begins a run, lets it work, and keeps how it ended.
     *
     * @throws InvalidInputException when the place or a parameter of the work cannot be used
     * @throws StageFailedException when a stage of the work failed
     * @throws InterruptedException when it was interrupted; the work has put everything in order
     */
    public static Outcome record(Host host, Place place, Work work)
            throws InvalidInputException, StageFailedException, InterruptedException {
        RecordedRun run = begin(host, place);
        DeploymentStatus status = DeploymentStatus.FAILED;
        try {
            Outcome outcome = work.perform(run);
            status = outcome.exit() == ExitCode.DONE ? DeploymentStatus.SUCCEEDED : DeploymentStatus.FAILED;
            return outcome;
        } catch (InvalidInputException e) {
            run.events.stage(Stage.VALIDATE, StageStatus.FAILED, e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            status = DeploymentStatus.ABORTED;
            throw e;
        } finally {
            run.end(status);
        }
    }

    private static RecordedRun begin(Host host, Place place) throws InvalidInputException {
        DirectoryWorkspace workspace;
        try {
            workspace = new DirectoryWorkspace(place.directory());
        } catch (IOException e) {
            throw new InvalidInputException("DIR", place.directory(), "a directory that exists and can be read");
        }
        String name = place.job() != null ? place.job() : JobName.of(Path.of(workspace.root()));
        CliRunStore store = new CliRunStore(place.home(), host.clock());
        CliJob job = store.job(name);
        try {
            return new RecordedRun(host, store, job, job.begin(host.user()), workspace);
        } catch (IOException e) {
            throw new InvalidInputException("--home", place.home(), "a directory that can be written");
        }
    }

    public Host host() {
        return host;
    }

    public String job() {
        return job.name();
    }

    /** The job's name as images and workloads may be called. */
    public String plainName() {
        return JobName.plain(job.name());
    }

    public int number() {
        return kept.number();
    }

    /** Who did what with the deployments of all jobs. */
    public AuditLog audit() {
        return store.audit();
    }

    /** The image that the job built last for each repository. */
    public LastImages lastImages() {
        return job.lastImages();
    }

    /** The job's scans that passed last. */
    public PassedScans passedScans() {
        return job.passedScans();
    }

    /** Where the job keeps layers of images from one run to the next. */
    public Path layerCache() {
        return job.layerCache();
    }

    public DirectoryWorkspace workspace() {
        return workspace;
    }

    public EventSink events() {
        return events;
    }

    /** The queues before the targets of all runs of the store. */
    public TargetLocks locks() {
        return new TargetLocks(store.queues(), host.clock());
    }

    /** Whether the run that has a place in a queue has ended or died. */
    public boolean isOver(io.jenkins.plugins.autodeploy.engine.deploy.queue.Place place) {
        return store.isOver(place);
    }

    /** When a commit of the project was made; empty where there is no git, or none of its commits is that. */
    public Optional<Instant> timeOf(String commit) throws InterruptedException {
        return new GitRepository(host.runner(), workspace.root()).timeOf(commit);
    }

    public Trigger trigger() {
        return kept.summary().trigger();
    }

    public RunSummary summary() {
        return kept.summary();
    }

    /** Keeps one more fact about the run. A store that cannot be written does not fail the work: the user is told. */
    public void note(UnaryOperator<RunSummary> change) {
        try {
            kept.update(change);
        } catch (IOException e) {
            notKept(e);
        }
    }

    /** Keeps a scan with its documents. A store that cannot be written does not fail the work: the user is told. */
    public void scanned(CompletedScan scan) {
        try {
            kept.scanned(scan);
        } catch (IOException e) {
            notKept(e);
        }
    }

    private void end(DeploymentStatus status) {
        try {
            kept.end(status);
        } catch (IOException e) {
            notKept(e);
        }
    }

    private void notKept(IOException e) {
        host.terminal().tell("Run %d could not be kept for the page: %s".formatted(number(), e.getMessage()));
    }

    private static EventSink both(EventSink first, EventSink second) {
        return (type, stage, status, message, progress, data) -> {
            first.emit(type, stage, status, message, progress, data);
            second.emit(type, stage, status, message, progress, data);
        };
    }
}
