package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.jenkins.actions.BuiltImageAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.DetectedProjectAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.RecordAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What the actions of one build say together. */
final class BuildRecords {
    private BuildRecords() {}

    /** Whether the build used any of the steps. */
    static boolean exist(Run<?, ?> run) {
        return run.getAction(RecordAction.class) != null || Files.exists(RunFiles.events(run));
    }

    static RunSummary summary(Run<?, ?> run) {
        Instant started = Instant.ofEpochMilli(run.getStartTimeInMillis());
        RunSummary summary = RunSummary.begin(
                        run.getNumber(), "../" + run.getNumber() + "/", started, new RunFacts(run).trigger())
                .withName(run.getDisplayName())
                .withTitle(Util.fixEmptyAndTrim(run.getDescription()));
        for (DetectedProjectAction action : run.getActions(DetectedProjectAction.class)) {
            summary = action.getValue() == null ? summary : summary.withProject(action.getValue());
        }
        for (BuiltImageAction action : run.getActions(BuiltImageAction.class)) {
            summary = action.getValue() == null ? summary : summary.withImage(action.getValue());
        }
        for (SecurityScanAction action : run.getActions(SecurityScanAction.class)) {
            summary = action.getValue() == null ? summary : summary.withScan(action.getValue());
        }
        for (Deployment deployment : deployments(run)) {
            summary = summary.withDeployment(deployment);
        }
        return run.isBuilding() ? summary : summary.end(ended(run), status(run.getResult()));
    }

    /** The commit of the last image that the build made; null when it made none. */
    @CheckForNull
    static String commit(Run<?, ?> run) {
        return run.getActions(BuiltImageAction.class).stream()
                .map(BuiltImageAction::getValue)
                .filter(Objects::nonNull)
                .map(BuiltImage::commit)
                .filter(Objects::nonNull)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /** A deployment of the build by its id; null when there is none. */
    @CheckForNull
    static DeploymentAction deployment(Run<?, ?> run, String id) {
        return run.getActions(DeploymentAction.class).stream()
                .filter(action -> id.equals(action.getId()))
                .findFirst()
                .orElse(null);
    }

    private static List<Deployment> deployments(Run<?, ?> run) {
        return run.getActions(DeploymentAction.class).stream()
                .map(DeploymentAction::getValue)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Instant ended(Run<?, ?> run) {
        return Instant.ofEpochMilli(run.getStartTimeInMillis() + run.getDuration());
    }

    private static DeploymentStatus status(@CheckForNull Result result) {
        if (result == null || result.isBetterOrEqualTo(Result.UNSTABLE)) {
            return DeploymentStatus.SUCCEEDED;
        }
        return result == Result.ABORTED ? DeploymentStatus.ABORTED : DeploymentStatus.FAILED;
    }
}
