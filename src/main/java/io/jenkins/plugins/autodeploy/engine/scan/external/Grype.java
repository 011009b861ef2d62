package io.jenkins.plugins.autodeploy.engine.scan.external;

import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.Scanner;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The command line of Grype on the machine of the workspace. It knows vulnerabilities alone. */
public final class Grype implements Scanner {
    public Grype(ScannerOptions options, CommandRunner runner, Workspace workspace, EventSink events) {}

    @Override
    public String name() {
        return "grype";
    }

    @Override
    public Set<FindingKind> kinds(ScanTarget target) {
        return EnumSet.of(FindingKind.VULNERABILITY);
    }

    @Override
    public ScanResult scan(ScanTarget target, Set<FindingKind> wanted, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        throw new ScannerFailedException.Missing("Grype is not there");
    }
}
