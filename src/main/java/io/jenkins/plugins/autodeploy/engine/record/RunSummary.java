package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job's history keeps of one run. Grows while the run goes on: each {@code with…} gives the summary with one more fact.
 *
 * @param number of the run within its job
 * @param name as people call it: {@code #12}
 * @param url where to see the run, absolute or relative to the page; null where there is nothing to see
 * @param title one line about what it brings, the commit's subject for example; may be null
 * @param status a status that is not final while the run goes on
 * @param ended null while it goes on
 * @param project what the source tree is, without evidence; null until detected
 * @param scan the last one, whose number says how many there were; null until one has ended
 * @param deployments in the order of their start
 */
public record RunSummary(
        int number,
        String name,
        @CheckForNull String url,
        @CheckForNull String title,
        DeploymentStatus status,
        Instant started,
        @CheckForNull Instant ended,
        @CheckForNull Trigger trigger,
        @CheckForNull String commit,
        @CheckForNull ProjectLabel project,
        @CheckForNull BuiltImage image,
        @CheckForNull ScanVerdict scan,
        List<Deployment> deployments) {
    public RunSummary {
        name = name == null ? "#" + number : name;
        status = status == null ? DeploymentStatus.PENDING : status;
        deployments = deployments == null ? List.of() : List.copyOf(deployments);
    }

    /** A run that has just begun. */
    public static RunSummary begin(
            int number, @CheckForNull String url, Instant started, @CheckForNull Trigger trigger) {
        return new RunSummary(
                number,
                "#" + number,
                url,
                null,
                DeploymentStatus.PENDING,
                started,
                null,
                trigger,
                null,
                null,
                null,
                null,
                List.of());
    }

    public RunSummary withName(String newName) {
        return copy(newName, title, status, ended, commit, project, image, scan, deployments);
    }

    public RunSummary withTitle(@CheckForNull String newTitle) {
        return copy(name, newTitle, status, ended, commit, project, image, scan, deployments);
    }

    public RunSummary withStatus(DeploymentStatus newStatus) {
        return copy(name, title, newStatus, ended, commit, project, image, scan, deployments);
    }

    public RunSummary withCommit(@CheckForNull String newCommit) {
        return copy(name, title, status, ended, newCommit, project, image, scan, deployments);
    }

    public RunSummary withProject(DetectedProject detected) {
        return copy(name, title, status, ended, commit, ProjectLabel.of(detected), image, scan, deployments);
    }

    public RunSummary withImage(BuiltImage built) {
        return copy(
                name,
                title,
                status,
                ended,
                built.commit() == null ? commit : built.commit(),
                project,
                built.brief(),
                scan,
                deployments);
    }

    /** Of several scans the last one is shown. */
    public RunSummary withScan(ScanReport report) {
        ScanVerdict verdict = ScanVerdict.of(report, scan == null ? 1 : scan.number() + 1);
        return copy(name, title, status, ended, commit, project, image, verdict, deployments);
    }

    /** Puts a deployment in the place of the one with its id, or behind the others; the run takes its status while it goes on. */
    public RunSummary withDeployment(Deployment deployment) {
        List<Deployment> changed = new ArrayList<>(deployments);
        changed.removeIf(known -> known.id().equals(deployment.id()));
        changed.add(deployment.brief());
        DeploymentStatus now = ended != null || deployment.status().isFinal() ? status : deployment.status();
        return copy(
                name, title, now, ended, commit == null ? deployment.commit() : commit, project, image, scan, changed);
    }

    /**
     * The run is over.
     *
     * @param outcome how the host sees it; a failed run whose deployment was taken back counts as {@link DeploymentStatus#ROLLED_BACK}
     */
    public RunSummary end(Instant when, DeploymentStatus outcome) {
        boolean takenBack = deployments.stream().anyMatch(Deployment::rolledBack);
        DeploymentStatus last =
                outcome == DeploymentStatus.FAILED && takenBack ? DeploymentStatus.ROLLED_BACK : outcome;
        return copy(name, title, last, when, commit, project, image, scan, deployments);
    }

    public boolean isRunning() {
        return ended == null;
    }

    private RunSummary copy(
            String newName,
            @CheckForNull String newTitle,
            DeploymentStatus newStatus,
            @CheckForNull Instant newEnded,
            @CheckForNull String newCommit,
            @CheckForNull ProjectLabel newProject,
            @CheckForNull BuiltImage newImage,
            @CheckForNull ScanVerdict newScan,
            List<Deployment> newDeployments) {
        return new RunSummary(
                number,
                newName,
                url,
                newTitle,
                newStatus,
                started,
                newEnded,
                trigger,
                newCommit,
                newProject,
                newImage,
                newScan,
                newDeployments);
    }
}
