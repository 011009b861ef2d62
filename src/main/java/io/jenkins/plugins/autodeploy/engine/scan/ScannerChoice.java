package io.jenkins.plugins.autodeploy.engine.scan;

import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInMachine;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScanner;
import io.jenkins.plugins.autodeploy.engine.scan.external.ExternalScanner;
import io.jenkins.plugins.autodeploy.engine.scan.external.Grype;
import io.jenkins.plugins.autodeploy.engine.scan.external.Trivy;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.Scanner;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which scanners look, and for what. Those that were asked for look for all they know; {@code auto} takes the first of Trivy and Grype that is there, and the built-in checks for the rest. */
final class ScannerChoice {
    static final String AUTO = "auto";
    static final List<String> NAMES = List.of("trivy", "grype", "built-in");

    private final ScanRequest request;
    private final Map<String, Scanner> scanners = new LinkedHashMap<>();
    private final EventSink events;
    private final InstantSource clock;
    private final Instant deadline;
    private final List<ScannerRun> runs = new ArrayList<>();
    private final List<List<Finding>> findings = new ArrayList<>();
    private List<SoftwarePackage> packages;

    ScannerChoice(
            ScanRequest request,
            BuiltInMachine machine,
            CommandRunner runner,
            Workspace workspace,
            EventSink events,
            InstantSource clock) {
        this.request = request;
        this.events = events;
        this.clock = clock;
        deadline = clock.instant().plus(request.timeout());
        add(new Trivy(request.options(), request.exclude(), runner, workspace, events));
        add(new Grype(request.options(), request.exclude(), runner, workspace, events));
        add(new BuiltInScanner(machine, request.options(), request.exclude(), runner, workspace));
    }

    private void add(Scanner scanner) {
        scanners.put(scanner.name(), scanner);
    }

    /** The names in {@code trivy, built-in}. */
    static List<String> named(String scanner) {
        return Arrays.stream(scanner.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    ScannerResults scan() throws ScannerFailedException, InterruptedException {
        if (request.scanner().equals(AUTO)) {
            takeWhatIsThere();
        } else {
            takeThoseThatWereNamed();
        }
        if (packages == null) {
            listPackages();
        }
        return new ScannerResults(List.copyOf(runs), FindingMerge.merge(findings), packages);
    }

    /** Where one of them looks for nothing that is wanted, another does; where none does, nobody would have looked. */
    private void takeThoseThatWereNamed() throws ScannerFailedException, InterruptedException {
        Set<FindingKind> looked = EnumSet.noneOf(FindingKind.class);
        for (String name : named(request.scanner())) {
            looked.addAll(look(scanners.get(name), request.checks()));
        }
        if (looked.isEmpty()) {
            throw new ScannerFailedException("Nothing was looked for: %s does not know how to look for %s"
                    .formatted(
                            request.scanner(),
                            request.checks().stream()
                                    .sorted()
                                    .map(FindingKind::label)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private void takeWhatIsThere() throws ScannerFailedException, InterruptedException {
        ScannerFailedException missing = null;
        Set<FindingKind> left = EnumSet.noneOf(FindingKind.class);
        left.addAll(request.checks());
        for (String name : candidates()) {
            if (left.equals(request.checks())) {
                try {
                    left.removeAll(look(scanners.get(name), left));
                } catch (ScannerFailedException.Missing e) {
                    events.log(Stage.SCAN, e.getMessage());
                    missing = e;
                }
            }
        }
        if (missing != null && runs.isEmpty() && isSetUp()) {
            throw missing;
        }
        boolean advisories =
                request.options().advisories() != null || request.options().npmAudit();
        if (advisories && request.checks().contains(FindingKind.VULNERABILITY)) {
            left.add(FindingKind.VULNERABILITY);
        }
        if (!left.isEmpty()) {
            look(scanners.get("built-in"), left);
        }
    }

    /** A server is one of Trivy. */
    private List<String> candidates() {
        String container = request.options().container();
        if (container != null) {
            return List.of(ExternalScanner.in(container).program());
        }
        return request.options().server() == null ? List.of("trivy", "grype") : List.of("trivy");
    }

    /** Whether somebody said where a scanner is to be had: the built-in checks do not stand in for it. */
    private boolean isSetUp() {
        return request.options().tool() != null || request.options().server() != null;
    }

    private Set<FindingKind> look(Scanner scanner, Set<FindingKind> wanted)
            throws ScannerFailedException, InterruptedException {
        Set<FindingKind> asked = EnumSet.noneOf(FindingKind.class);
        asked.addAll(wanted);
        asked.retainAll(scanner.kinds(request.target()));
        Instant started = clock.instant();
        ScanResult result = scanner.scan(request.target(), asked, timeLeft());
        result.remarks().forEach(remark -> events.log(Stage.SCAN, remark));
        findings.add(result.findings().stream()
                .map(finding -> finding.withScanners(List.of(scanner.name())))
                .toList());
        if (packages == null) {
            packages = result.packages();
        }
        runs.add(new ScannerRun(
                scanner.name(),
                result.version(),
                result.databaseTime(),
                result.checked().stream().sorted().toList(),
                Duration.between(started, clock.instant()),
                result.remarks()));
        return asked;
    }

    /** For the SBOM, which a scanner that only reports what is wrong does not help to write. */
    private void listPackages() throws InterruptedException {
        try {
            packages = scanners.get("built-in")
                    .scan(request.target(), EnumSet.noneOf(FindingKind.class), timeLeft())
                    .packages();
        } catch (ScannerFailedException e) {
            events.log(Stage.SCAN, "The packages could not be listed: " + e.getMessage());
        }
    }

    private Duration timeLeft() throws ScannerFailedException {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new ScannerFailedException("The scan did not end within %d minutes"
                    .formatted(request.timeout().toMinutes()));
        }
        return left;
    }
}
