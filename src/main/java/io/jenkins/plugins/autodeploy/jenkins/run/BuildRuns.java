package io.jenkins.plugins.autodeploy.jenkins.run;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.live.JobRuns;
import io.jenkins.plugins.autodeploy.engine.record.EventReader;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Jenkins job as its Deployments page needs it. */
public final class BuildRuns implements JobRuns {
    private final Job<?, ?> job;

    public BuildRuns(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public String name() {
        return job.getFullDisplayName();
    }

    @Override
    public HistoryIndex history() {
        return JobHistory.of(job);
    }

    /** Also puts right what the history says of builds that ended without being able to tell, when Jenkins was killed. Loads no build that the history does not call running. */
    @Override
    public List<Integer> running() throws IOException {
        List<Integer> running = new ArrayList<>();
        for (int number : history().running()) {
            Run<?, ?> run = job.getBuildByNumber(number);
            if (run == null) {
                history().remove(number);
            } else if (run.isBuilding()) {
                running.add(number);
            } else {
                history().append(BuildRecords.summary(run));
            }
        }
        return running;
    }

    @Override
    public Optional<EventSource> events(int number) {
        Optional<EventSource> live = AutoDeployRuntime.get().live().find(job.getFullName(), number);
        if (live.isPresent()) {
            return live;
        }
        Run<?, ?> run = job.getBuildByNumber(number);
        if (run == null) {
            return Optional.empty();
        }
        Path file = RunFiles.events(run);
        return Files.exists(file) ? Optional.of(new EventReader(file)) : Optional.empty();
    }

    @Override
    public List<ScanReport> scans(int number) {
        return readable(number).stream()
                .map(action -> action.getValue().brief())
                .toList();
    }

    @Override
    public Optional<InputStream> scanReport(int number, int scan) throws IOException {
        List<SecurityScanAction> actions = readable(number);
        return scan > actions.size() ? Optional.empty() : actions.get(scan - 1).openReport();
    }

    private List<SecurityScanAction> readable(int number) {
        Run<?, ?> run = job.getBuildByNumber(number);
        return run == null
                ? List.of()
                : run.getActions(SecurityScanAction.class).stream()
                        .filter(action -> action.getValue() != null)
                        .toList();
    }

    @Override
    public Registration onChange(Runnable listener) {
        return AutoDeployRuntime.get().live().onChange(job.getFullName(), listener);
    }
}
