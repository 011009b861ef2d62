package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.ImageExport;
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
        BuiltInResult found =
                target.isImage() ? scanImage(target, wanted, timeout) : scan(order(null, target, wanted, timeout));
        return result(found, wanted);
    }

    private BuiltInResult scanImage(ScanTarget target, Set<FindingKind> wanted, Duration timeout)
            throws ScannerFailedException, InterruptedException {
        try (TemporaryDirectory temporary = workspace.createTemporaryDirectory()) {
            String archive =
                    new ImageExport(runner, workspace, options.registry()).save(target.image(), temporary, timeout);
            return scan(order(new SavedImage(target.image(), archive), target, wanted, timeout));
        } catch (IOException e) {
            throw new ScannerFailedException(
                    "There is no place to save the image %s to: %s".formatted(target.image(), e.getMessage()), e);
        }
    }

    private BuiltInOrder order(
            @CheckForNull SavedImage image, ScanTarget target, Set<FindingKind> wanted, Duration timeout) {
        return new BuiltInOrder(
                image, target.directory(), exclude, wanted, options.advisories(), options.npmAudit(), timeout);
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
        Set<FindingKind> checked = EnumSet.noneOf(FindingKind.class);
        checked.addAll(wanted);
        if (!found.vulnerabilitiesChecked()) {
            checked.remove(FindingKind.VULNERABILITY);
        }
        return new ScanResult(null, found.databaseTime(), checked, found.findings(), found.packages(), found.remarks());
    }
}
