package io.jenkins.plugins.autodeploy.engine.scan;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.PassedScan;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInMachine;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import io.jenkins.plugins.autodeploy.engine.scan.policy.Baseline;
import io.jenkins.plugins.autodeploy.engine.scan.policy.Gate;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyReader;
import io.jenkins.plugins.autodeploy.engine.scan.policy.Verdict;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scans an image or a directory and judges what was found. Programs run through the {@link CommandRunner}; the built-in checks read many files and
 * therefore run through a {@link BuiltInMachine}, where the files are. Reports the stage {@code scan}.
 */
public final class SecurityScan {
    private static final String NO_DATABASE =
            "No vulnerability database was used: packages with known vulnerabilities were not looked for";

    private final BuiltInMachine machine;
    private final Workspace workspace;
    private final CommandRunner runner;
    private final EventSink events;
    private final InstantSource clock;

    /** @param machine runs the built-in checks where the files are */
    public SecurityScan(
            BuiltInMachine machine, Workspace workspace, CommandRunner runner, EventSink events, InstantSource clock) {
        this.machine = machine;
        this.workspace = workspace;
        this.runner = runner;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Scans. A gate that fails is a report that has not passed, also when a scanner failed, timed out or printed what cannot be read: its reason
     * is then the report's.
     *
     * @param passed the job's scans that passed, to compare with
     * @param run number of the run within the job
     * @throws InvalidInputException when a parameter or a file of the policy cannot be used
     * @throws InterruptedException when the run was aborted
     */
    public CompletedScan scan(ScanRequest request, PassedScans passed, int run)
            throws InvalidInputException, InterruptedException {
        check(request);
        ScanTarget target = request.target();
        Gate gate = PolicyReader.gate(request.policy(), target.name(), passed, workspace, clock.instant());
        events.stage(Stage.SCAN, StageStatus.RUNNING, "Scanning " + target.name());
        try {
            ScannerResults results = new ScannerChoice(request, machine, runner, workspace, events, clock).scan();
            ScanReport report = report(request, results, gate);
            if (report.passed()) {
                keep(passed, run, report);
            }
            tell(report);
            return new CompletedScan(report, documents(report, results));
        } catch (ScannerFailedException e) {
            ScanReport report = failed(request, gate, e.getMessage());
            tell(report);
            return new CompletedScan(report, List.of(ScanDocument.of(report)));
        } catch (InterruptedException e) {
            events.stage(Stage.SCAN, StageStatus.FAILED, "Aborted");
            throw e;
        }
    }

    private void check(ScanRequest request) throws InvalidInputException, InterruptedException {
        List<String> names = ScannerChoice.named(request.scanner());
        boolean known = request.scanner().equals(ScannerChoice.AUTO)
                || !names.isEmpty() && ScannerChoice.NAMES.containsAll(names);
        if (!known) {
            throw new InvalidInputException(
                    "scanner", request.scanner(), "auto, or any of " + String.join(", ", ScannerChoice.NAMES));
        }
        if (request.checks().isEmpty()) {
            throw new InvalidInputException("checks", "", "at least one of " + kinds());
        }
        if (request.timeout().isNegative() || request.timeout().isZero()) {
            throw new InvalidInputException("timeoutMinutes", request.timeout().toMinutes(), "a number above 0");
        }
        if (request.target().isImage()) {
            checkImage(request.target().image());
        } else {
            checkDirectory(request.target().directory());
        }
    }

    private static String kinds() {
        return Stream.of(FindingKind.values()).map(FindingKind::label).collect(Collectors.joining(", "));
    }

    private void checkDirectory(String directory) throws InvalidInputException, InterruptedException {
        boolean there;
        try {
            there = workspace.exists(directory);
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            throw new InvalidInputException("dir", directory, "a directory in the workspace");
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

    private ScanReport report(ScanRequest request, ScannerResults results, Gate gate) {
        Verdict verdict = gate.judge(results.findings(), results.scanners());
        List<String> remarks = new ArrayList<>(verdict.remarks());
        if (!results.vulnerabilitiesChecked() && request.checks().contains(FindingKind.VULNERABILITY)) {
            remarks.add(0, NO_DATABASE);
        }
        return new ScanReport(
                request.target().name(),
                request.policy().environment(),
                results.scanners().stream().map(ScannerRun::name).collect(Collectors.joining(", ")),
                results.scanners().isEmpty() ? null : results.scanners().get(0).version(),
                results.oldestDatabase(),
                results.vulnerabilitiesChecked(),
                results.scanners(),
                verdict.findings(),
                verdict.accepted(),
                verdict.counts(),
                verdict.fixable(),
                verdict.newFindings(),
                verdict.newAt(),
                gate.baseline() == null ? null : gate.baseline().name(),
                gate.policy(),
                results.packages() == null ? null : results.packages().size(),
                verdict.reasons().isEmpty(),
                verdict.reasons(),
                remarks,
                clock.instant());
    }

    private ScanReport failed(ScanRequest request, Gate gate, String reason) {
        return new ScanReport(
                request.target().name(),
                request.policy().environment(),
                request.scanner(),
                null,
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                0,
                null,
                List.of(),
                null,
                gate.policy(),
                null,
                false,
                List.of(reason),
                List.of(),
                clock.instant());
    }

    /** A scan that cannot be kept to compare with costs the next one its comparison, nothing else. */
    private void keep(PassedScans passed, int run, ScanReport report) {
        try {
            passed.keep(report.target(), new PassedScan(run, report.scannedAt(), Baseline.count(report.findings())));
        } catch (IOException e) {
            events.log(Stage.SCAN, "The next scan cannot be compared with this one: " + e.getMessage());
        }
    }

    private static List<ScanDocument> documents(ScanReport report, ScannerResults results) {
        List<ScanDocument> documents = new ArrayList<>();
        documents.add(ScanDocument.of(report));
        return documents;
    }

    private void tell(ScanReport report) {
        report.remarks().forEach(remark -> events.log(Stage.SCAN, remark));
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
    }
}
