package io.jenkins.plugins.autodeploy.engine.scan;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Scans an image or a directory and judges what was found. Programs run through the {@link CommandRunner}; the built-in checks read many files and
 * therefore run through a {@link TreeScanner}, where the files are. Reports the stage {@code scan}.
 */
public final class SecurityScan {
    private static final List<String> SCANNERS = List.of("auto", "trivy", "built-in");
    private static final String NO_DATABASE =
            "No vulnerability database was used: packages with known vulnerabilities were not looked for";

    private final TreeScanner tree;

    /** @param tree runs the built-in checks where the files are */
    public SecurityScan(TreeScanner tree) {
        this.tree = tree;
    }

    /**
     * Scans. A gate that fails is a report that has not passed, also when a scanner failed, timed out or printed what cannot be read: its reason
     * is then the report's.
     *
     * @throws InvalidInputException when a parameter or the file of accepted findings cannot be used
     * @throws InterruptedException when the run was aborted
     */
    public ScanReport scan(
            ScanRequest request, Workspace workspace, CommandRunner runner, EventSink events, InstantSource clock)
            throws InvalidInputException, InterruptedException {
        check(request, workspace);
        List<AcceptedRisk> accepted = AcceptFile.read(workspace, request.acceptFile());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Gate gate = new Gate(request.failOn(), request.ignoreUnfixed(), accepted, today);
        events.stage(Stage.SCAN, StageStatus.RUNNING, "Scanning " + target(request));
        try {
            ScanResult result = new Scanners(request, workspace, runner, events).result();
            if (!result.vulnerabilitiesChecked()) {
                events.log(Stage.SCAN, NO_DATABASE);
            }
            return finish(report(request, result, gate, events, clock), events);
        } catch (ScannerFailedException e) {
            return finish(failed(request, e.getMessage(), clock), events);
        } catch (InterruptedException e) {
            events.stage(Stage.SCAN, StageStatus.FAILED, "Aborted");
            throw e;
        }
    }

    /** The choice of a scanner for one scan. */
    private final class Scanners {
        private final ScanRequest request;
        private final Workspace workspace;
        private final CommandRunner runner;
        private final EventSink events;

        Scanners(ScanRequest request, Workspace workspace, CommandRunner runner, EventSink events) {
            this.request = request;
            this.workspace = workspace;
            this.runner = runner;
            this.events = events;
        }

        ScanResult result() throws ScannerFailedException, InterruptedException {
            return switch (request.scanner()) {
                case "trivy" -> trivy().scan(trivyTarget(), request.timeout());
                case "built-in" -> builtIn();
                default -> whatIsThere();
            };
        }

        private ScanResult whatIsThere() throws ScannerFailedException, InterruptedException {
            try {
                return trivy().scan(trivyTarget(), request.timeout());
            } catch (ScannerFailedException.Missing e) {
                events.log(Stage.SCAN, e.getMessage() + "; using the built-in checks");
                return builtIn();
            } catch (ScannerFailedException.NoDatabase e) {
                events.log(Stage.SCAN, e.getMessage() + "; looking for secrets and faults in configuration only");
                return trivy().scanWithoutDatabase(trivyTarget(), request.timeout());
            }
        }

        private Trivy trivy() {
            return new Trivy(runner, workspace, events);
        }

        private Trivy.Target trivyTarget() {
            if (request.image() != null) {
                return new Trivy.Target("image", request.image());
            }
            String directory = request.directory().equals(".") ? "" : "/" + request.directory();
            return new Trivy.Target("fs", workspace.root() + directory);
        }

        private ScanResult builtIn() throws ScannerFailedException, InterruptedException {
            List<Finding> findings;
            if (request.image() != null) {
                events.log(Stage.SCAN, "The built-in checks see the image's configuration, not its files");
                findings = ImageConfigurationCheck.check(request.image(), runner, workspace);
            } else {
                findings = treeFindings();
            }
            return new ScanResult("built-in", null, null, false, findings);
        }

        private List<Finding> treeFindings() throws ScannerFailedException, InterruptedException {
            try {
                TreeFindings found = tree.scan(request.directory());
                events.log(
                        Stage.SCAN,
                        "Read %d files; left out %d that are too large or not text"
                                .formatted(found.files(), found.leftOut()));
                if (!found.complete()) {
                    throw new ScannerFailedException(
                            "The directory has more files or findings than the built-in checks take");
                }
                return found.findings();
            } catch (InterruptedIOException e) {
                throw new InterruptedException(e.getMessage());
            } catch (IOException e) {
                throw new ScannerFailedException(
                        "The files of %s could not be read: %s".formatted(request.directory(), e.getMessage()), e);
            }
        }
    }

    private static void check(ScanRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        if (!SCANNERS.contains(request.scanner())) {
            throw new InvalidInputException("scanner", request.scanner(), "one of " + String.join(", ", SCANNERS));
        }
        if (request.timeout().isNegative() || request.timeout().isZero()) {
            throw new InvalidInputException("timeoutMinutes", request.timeout().toMinutes(), "a number above 0");
        }
        if (request.image() != null) {
            checkImage(request.image());
            return;
        }
        boolean there;
        try {
            there = workspace.exists(request.directory());
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            throw new InvalidInputException("dir", request.directory(), "a directory in the workspace");
        }
    }

    private static void checkImage(String image) throws InvalidInputException {
        try {
            // An image's id is no reference, but docker and Trivy both take it.
            if (!image.matches("sha256:[0-9a-f]{64}")) {
                ImageReference.parse(image);
            }
        } catch (InvalidImageReferenceException e) {
            throw new InvalidInputException(
                    "image", image, "an image reference such as registry.example.com/team/app:1.0");
        }
    }

    private static ScanReport report(
            ScanRequest request, ScanResult result, Gate gate, EventSink events, InstantSource clock) {
        Gate.Verdict verdict = gate.judge(result.findings());
        verdict.remarks().forEach(remark -> events.log(Stage.SCAN, remark));
        return new ScanReport(
                target(request),
                result.scanner(),
                result.version(),
                result.databaseTime(),
                result.vulnerabilitiesChecked(),
                verdict.findings(),
                verdict.accepted(),
                verdict.counts(),
                verdict.reasons().isEmpty(),
                verdict.reasons(),
                clock.instant());
    }

    private static ScanReport failed(ScanRequest request, String reason, InstantSource clock) {
        return new ScanReport(
                target(request),
                request.scanner(),
                null,
                null,
                false,
                List.of(),
                List.of(),
                Map.of(),
                false,
                List.of(reason),
                clock.instant());
    }

    private static ScanReport finish(ScanReport report, EventSink events) {
        String message = report.passed()
                ? "The scan of %s passed".formatted(report.target())
                : "The scan of %s did not pass: %s"
                        .formatted(report.target(), report.reasons().get(0));
        events.fact(
                EventType.SCAN,
                Stage.SCAN,
                message,
                Map.of(
                        "passed", report.passed(),
                        "scanner", report.scanner(),
                        "vulnerabilitiesChecked", report.vulnerabilitiesChecked(),
                        "counts", report.counts(),
                        "reasons", report.reasons()));
        events.stage(Stage.SCAN, report.passed() ? StageStatus.SUCCEEDED : StageStatus.FAILED, message);
        return report;
    }

    private static String target(ScanRequest request) {
        return request.image() != null ? request.image() : request.directory();
    }
}
