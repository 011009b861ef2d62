package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.SecurityScan;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan;
import java.nio.file.Path;

/** Scans an image or the project within a run. */
public final class ScanStage {
    private final RecordedRun run;
    private final CommandRunner runner;

    /** @param runner runs the scanner and the docker client */
    public ScanStage(RecordedRun run, CommandRunner runner) {
        this.run = run;
        this.runner = runner;
    }

    public ScanReport scan(ScanRequest request) throws InvalidInputException, InterruptedException {
        run.note(summary -> summary.withStatus(DeploymentStatus.SCANNING));
        Path root = Path.of(run.workspace().root());
        CompletedScan scan = new SecurityScan(
                        order -> BuiltInScan.scan(root, order),
                        run.workspace(),
                        runner,
                        run.events(),
                        run.host().clock())
                .scan(request, run.passedScans(), run.number());
        run.scanned(scan);
        return scan.report();
    }
}
