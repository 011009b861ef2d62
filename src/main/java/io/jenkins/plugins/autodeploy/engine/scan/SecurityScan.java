package io.jenkins.plugins.autodeploy.engine.scan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import io.jenkins.plugins.autodeploy.engine.scan.document.CycloneDxDocument;
import io.jenkins.plugins.autodeploy.engine.scan.document.SarifDocument;
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

/**
 * Scans an image or a directory and judges what was found. Programs run through the {@link CommandRunner}; the built-in checks read many files and
 * therefore run through a {@link BuiltInMachine}, where the files are. Reports the stage {@code scan}.
 */
public final class SecurityScan {
    private static final String NO_DATABASE =
            "No vulnerability database was used: packages with known vulnerabilities were not looked for";

    private static final String NOT_LOOKED_FOR =
            "Vulnerabilities were asked for, and no scanner could look for them in all packages:"
                    + " give one that can, or leave them out of checks";

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
        new ScanRules(workspace).check(request);
        ScanTarget target = request.target();
        PassedScan last = passed.of(comparable(request)).orElse(null);
        Gate gate = PolicyReader.gate(request.policy(), target, last, workspace, clock.instant());
        events.stage(Stage.SCAN, StageStatus.RUNNING, "Scanning " + target.name());
        try {
            ScannerResults results = new ScannerChoice(request, machine, runner, workspace, events, clock).scan();
            if (results.scanners().stream().allMatch(one -> one.checked().isEmpty())) {
                throw new ScannerFailedException(nothingChecked(request));
            }
            ScanReport report = report(request, results, gate);
            List<ScanDocument> documents = documents(request, report, results);
            if (report.passed()) {
                keep(passed, comparable(request), new PassedScan(run, report.scannedAt(), Baseline.of(report)));
            }
            tell(report);
            return new CompletedScan(report, documents);
        } catch (ScannerFailedException e) {
            ScanReport report = failed(request, gate, e.getMessage());
            tell(report);
            return new CompletedScan(report, List.of(ScanDocument.of(report)));
        } catch (InterruptedException e) {
            events.stage(Stage.SCAN, StageStatus.FAILED, "Aborted");
            throw e;
        } catch (RuntimeException e) {
            // An agent that went away, or a fault of this program: the stage is over all the same.
            events.stage(Stage.SCAN, StageStatus.FAILED, "The scan broke off: " + e.getMessage());
            throw e;
        }
    }

    private static String nothingChecked(ScanRequest request) {
        String asked = request.checks().stream().map(FindingKind::label).collect(Collectors.joining(", "));
        String advice = request.checks().contains(FindingKind.VULNERABILITY)
                ? "name a scanner with a vulnerability database, or advisories by osvDatabase or npmAudit"
                : "name a scanner that does";
        return "Nothing was looked for: scanner '%s' does not check %s here; %s"
                .formatted(request.scanner(), asked, advice);
    }

    /** By what the scans of a job are compared: images of one repository whatever their tags, looked at for the same by the same scanners, in each environment by itself. */
    private static String comparable(ScanRequest request) {
        ScanTarget target = request.target();
        String name = target.isImage()
                ? "image " + target.image().replaceFirst("@.*$", "").replaceFirst(":[^:/]*$", "")
                : "directory " + target.directory();
        String checks =
                request.checks().stream().sorted().map(FindingKind::label).collect(Collectors.joining(", "));
        String environment = request.policy().environment();
        return String.join("; ", name, checks, request.scanner(), environment == null ? "" : environment);
    }

    private ScanReport report(ScanRequest request, ScannerResults results, Gate gate) {
        Verdict verdict = gate.judge(results.findings(), results.scanners());
        List<String> remarks = new ArrayList<>(verdict.remarks());
        List<String> reasons = new ArrayList<>(verdict.reasons());
        if (!results.vulnerabilitiesChecked() && request.checks().contains(FindingKind.VULNERABILITY)) {
            if (asksForVulnerabilities(request)) {
                reasons.add(0, NOT_LOOKED_FOR);
            } else {
                remarks.add(0, NO_DATABASE);
            }
        }
        return new ScanReport(
                request.target().name(),
                request.policy().environment(),
                results.scanners().stream().map(ScannerRun::name).collect(Collectors.joining(", ")),
                results.scanners().get(0).version(),
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
                reasons.isEmpty(),
                reasons,
                remarks,
                clock.instant());
    }

    /** Whether somebody said so, rather than left open what to look for. */
    private static boolean asksForVulnerabilities(ScanRequest request) {
        return request.checks().size() < FindingKind.values().length
                || request.options().advisories() != null
                || request.options().npmAudit();
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

    private List<ScanDocument> documents(ScanRequest request, ScanReport report, ScannerResults results)
            throws InterruptedException {
        List<ScanDocument> documents = new ArrayList<>();
        documents.add(ScanDocument.of(report));
        documents.add(write(SarifDocument.of(report), request.sarif()));
        if (results.packages() != null) {
            documents.add(write(CycloneDxDocument.of(report, results.packages()), request.sbom()));
        }
        return documents;
    }

    /** A document that cannot be written to the workspace is kept with the run all the same. */
    private ScanDocument write(ScanDocument document, @CheckForNull String path) throws InterruptedException {
        if (path != null) {
            try {
                workspace.write(path, document.content());
            } catch (IOException e) {
                events.log(
                        Stage.SCAN,
                        "%s could not be written to %s: %s".formatted(document.name(), path, e.getMessage()));
            }
        }
        return document;
    }

    /** A scan that cannot be kept to compare with costs the next one its comparison, nothing else. */
    private void keep(PassedScans passed, String target, PassedScan scan) {
        try {
            passed.keep(target, scan);
        } catch (IOException e) {
            events.log(Stage.SCAN, "The next scan cannot be compared with this one: " + e.getMessage());
        }
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
