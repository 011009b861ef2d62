package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.console.ConsoleLogFilter;
import hudson.model.Action;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.FreezeOverride;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.jenkins.actions.BuiltImageAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.DetectedProjectAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Where a step tells what happens and what came of it: in the build log for people who read there, in the run's event log for the Deployments page, as an action of the build, and in the job's history. Safe for
 * use by several threads.
 */
public final class BuildJournal implements EventSink {
    private static final Logger LOGGER = Logger.getLogger(BuildJournal.class.getName());

    private final Run<?, ?> run;
    private final TaskListener listener;
    private final EventLog events;
    private final LogMask mask;
    private final AtomicReference<String> lastLine = new AtomicReference<>("");

    private BuildJournal(Run<?, ?> run, TaskListener listener, EventLog events, LogMask mask) {
        this.run = run;
        this.listener = listener;
        this.events = events;
        this.mask = mask;
    }

    /**
     * The journal of a step.
     *
     * @throws IOException if the run's event log cannot be written
     */
    public static BuildJournal of(StepContext context) throws IOException, InterruptedException {
        return of(
                context.get(Run.class),
                context.get(TaskListener.class),
                LogMask.of(context.get(ConsoleLogFilter.class)));
    }

    /**
     * A journal for what happens outside the build's own steps.
     *
     * @throws IOException if the run's event log cannot be written
     */
    static BuildJournal outside(Run<?, ?> run) throws IOException {
        return of(run, TaskListener.NULL, LogMask.NONE);
    }

    private static BuildJournal of(Run<?, ?> run, TaskListener listener, LogMask mask) throws IOException {
        EventLog events = AutoDeployRuntime.get()
                .live()
                .open(run.getParent().getFullName(), run.getNumber(), RunFiles.events(run));
        BuildJournal journal = new BuildJournal(run, listener, events, mask);
        journal.updateHistory();
        return journal;
    }

    @Override
    public void emit(
            EventType type,
            @CheckForNull Stage stage,
            @CheckForNull StageStatus status,
            String text,
            @CheckForNull Integer progress,
            Map<String, Object> data) {
        String message = mask.apply(text);
        events.emit(type, stage, status, message, progress, mask.apply(data));
        String line = (stage == null ? "" : "[" + stage.label() + "] ") + message;
        // A step and the end of its stage, or a fact beside it, often say the same.
        if (message != null && !message.isEmpty() && !line.equals(lastLine.getAndSet(line))) {
            listener.getLogger().println(line);
        }
    }

    public void detected(DetectedProject project) throws IOException {
        keep(new DetectedProjectAction(project));
    }

    /** The image that the job built last for each repository. */
    public LastImages lastImages() {
        return new LastImages(RunFiles.lastImages(run.getParent()));
    }

    /** The job's scans that passed last, to compare the next ones with. */
    public PassedScans passedScans() {
        return new PassedScans(RunFiles.passedScans(run.getParent()));
    }

    /** The number of the build. */
    public int number() {
        return run.getNumber();
    }

    public void built(BuiltImage image) throws IOException {
        keep(new BuiltImageAction(image, run.getActions(BuiltImageAction.class).size() + 1));
    }

    /**
     * Keeps a scan: its verdict as an action, its documents among the build's artifacts. Documents that cannot be stored are told and cost the build nothing else.
     *
     * @return the action
     */
    public SecurityScanAction scanned(CompletedScan told) throws IOException, InterruptedException {
        CompletedScan scan = new MaskedScan(mask).of(told);
        SecurityScanAction action;
        synchronized (run) {
            action = new SecurityScanAction(
                    scan.report(), run.getActions(SecurityScanAction.class).size() + 1);
            run.addAction(action);
        }
        try {
            action.archive(scan.documents(), listener);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The documents of a scan could not be stored with " + run);
            log(Stage.SCAN, "The findings could not be kept among the build's artifacts: " + e.getMessage());
        } finally {
            save();
            updateHistory();
        }
        return action;
    }

    /** A deployment whose people's words are hidden like the build log's before anything keeps them. */
    public DeploymentRun masked(DeploymentRun deployment) {
        return new MaskedDecisions(deployment, mask);
    }

    /**
     * Keeps the newest state of a deployment. The build is saved when its status changed.
     *
     * @return what is kept: what the build log hides is hidden in it
     */
    public synchronized Deployment deployment(Deployment told, ClusterChoice cluster) {
        Deployment deployment = told.toBuilder()
                .reason(mask.apply(told.reason()))
                .rollbackReason(mask.apply(told.rollbackReason()))
                .freezeOverride(masked(told.freezeOverride()))
                .build();
        DeploymentAction known = BuildRecords.deployment(run, deployment.id());
        try {
            if (known == null) {
                keep(new DeploymentAction(deployment, cluster));
            } else {
                boolean statusChanged = !deployment.status().name().equals(known.getStatus());
                known.update(deployment);
                if (statusChanged) {
                    save();
                }
                updateHistory();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The deployment " + deployment.id() + " could not be kept with " + run);
        }
        return deployment;
    }

    @CheckForNull
    private FreezeOverride masked(@CheckForNull FreezeOverride told) {
        return told == null
                ? null
                : new FreezeOverride(told.freeze(), told.by(), mask.apply(told.reason()), told.when());
    }

    /**
     * The workload that this job deployed last to an environment.
     *
     * @throws InvalidInputException when it has none there, or several
     */
    public String workloadOf(String environment) throws InvalidInputException, IOException {
        List<String> workloads = JobHistory.of(run.getParent()).environments().stream()
                .filter(state -> state.environment().equals(environment))
                .map(EnvironmentState::target)
                .map(target -> target.workload())
                .distinct()
                .toList();
        if (workloads.size() == 1) {
            return workloads.get(0);
        }
        String expected = workloads.isEmpty()
                ? "a workload: this job has not deployed to " + environment + " yet"
                : "one of " + workloads;
        throw new InvalidInputException("workload", "", expected);
    }

    private void keep(Action action) throws IOException {
        run.addAction(action);
        save();
        updateHistory();
    }

    /** A build that was deleted meanwhile must not come back. */
    private void save() throws IOException {
        if (run.getRootDir().isDirectory()) {
            run.save();
        }
    }

    /** The history is an index that is made anew where it lacks something: no step fails for it. */
    private void updateHistory() {
        try {
            JobHistory.of(run.getParent()).append(BuildRecords.summary(run));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The history of " + run.getParent() + " could not be written");
        }
    }
}
