package io.jenkins.plugins.autodeploy.engine.scan;

import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Requests as tests want them. */
public final class ScanRequests {
    private ScanRequests() {}

    public static ScanRequest of(
            String image, String directory, String scanner, String failOn, String acceptFile, Duration timeout) {
        return new ScanRequest(
                new ScanTarget(image, directory),
                scanner,
                EnumSet.allOf(FindingKind.class),
                List.of(),
                ScannerOptions.NONE,
                new PolicyRequest(
                        null,
                        PolicyRequest.DEFAULT_POLICY_FILE,
                        failOn,
                        null,
                        null,
                        null,
                        null,
                        null,
                        acceptFile,
                        List.of()),
                null,
                null,
                timeout);
    }

    /** A scan of the whole workspace for one kind alone, that only reports. */
    public static ScanRequest checking(String scanner, FindingKind kind) {
        return of(scanner, EnumSet.of(kind), ScannerOptions.NONE);
    }

    /** A scan of the whole workspace that only reports. */
    public static ScanRequest by(String scanner, ScannerOptions options) {
        return of(scanner, EnumSet.allOf(FindingKind.class), options);
    }

    private static ScanRequest of(String scanner, Set<FindingKind> checks, ScannerOptions options) {
        return new ScanRequest(
                new ScanTarget(null, "."),
                scanner,
                checks,
                List.of(),
                options,
                new PolicyRequest(
                        null,
                        PolicyRequest.DEFAULT_POLICY_FILE,
                        "NONE",
                        null,
                        null,
                        null,
                        null,
                        null,
                        PolicyRequest.DEFAULT_ACCEPT_FILE,
                        List.of()),
                null,
                null,
                Duration.ofMinutes(20));
    }

    /** The same without vulnerabilities, for which there need be no database. */
    static ScanRequest withoutVulnerabilities(ScanRequest request) {
        return new ScanRequest(
                request.target(),
                request.scanner(),
                EnumSet.of(FindingKind.SECRET, FindingKind.MISCONFIGURATION),
                request.exclude(),
                request.options(),
                request.policy(),
                request.sbom(),
                request.sarif(),
                request.timeout());
    }
}
