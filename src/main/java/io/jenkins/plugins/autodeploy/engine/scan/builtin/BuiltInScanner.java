package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.ImageConfigurationCheck;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.Scanner;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Has the built-in checks work where the files are. An image's files are had from whichever of docker, podman, buildah and skopeo has the image. */
public final class BuiltInScanner implements Scanner {
    private final BuiltInMachine machine;
    private final ScannerOptions options;
    private final List<String> exclude;
    private final CommandRunner runner;
    private final Workspace workspace;

    /** @param exclude globs of files that are not looked at */
    public BuiltInScanner(
            BuiltInMachine machine,
            ScannerOptions options,
            List<String> exclude,
            CommandRunner runner,
            Workspace workspace) {
        this.machine = machine;
        this.options = options;
        this.exclude = List.copyOf(exclude);
        this.runner = runner;
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "built-in";
    }

    @Override
    public Set<FindingKind> kinds(ScanTarget target) {
        return EnumSet.allOf(FindingKind.class);
    }

    @Override
    public ScanResult scan(ScanTarget target, Set<FindingKind> wanted, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        if (target.isImage()) {
            return new ScanResult(
                    null,
                    null,
                    EnumSet.of(FindingKind.MISCONFIGURATION),
                    ImageConfigurationCheck.check(target.image(), runner, workspace),
                    null,
                    List.of("The built-in checks see the image's configuration, not its files"));
        }
        return result(
                scan(new BuiltInOrder(
                        null, target.directory(), exclude, wanted, options.advisories(), options.npmAudit())),
                wanted);
    }

    private BuiltInResult scan(BuiltInOrder order) throws ScannerFailedException, InterruptedException {
        try {
            BuiltInResult result = machine.scan(order);
            if (result.failure() != null) {
                throw new ScannerFailedException(result.failure());
            }
            return result;
        } catch (InterruptedIOException e) {
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            throw new ScannerFailedException("The files could not be read: " + e.getMessage(), e);
        }
    }

    private static ScanResult result(BuiltInResult found, Set<FindingKind> wanted) {
        Set<FindingKind> checked = EnumSet.copyOf(wanted);
        if (!found.vulnerabilitiesChecked()) {
            checked.remove(FindingKind.VULNERABILITY);
        }
        return new ScanResult(null, found.databaseTime(), checked, found.findings(), found.packages(), found.remarks());
    }
}
