package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.Advisories;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.AdvisoriesUnusableException;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.AdvisoryMatches;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.JavaScriptLibraries;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.UnreadableImageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The checks that need no program: they look at a directory or an image's archive where it lies, with the bounds of {@link TreeWalk} and {@link ImageScan}. */
public final class BuiltInScan {
    private BuiltInScan() {}

    /**
     * Scans. Findings name files relative to the order's directory or to the image's root, and come in the order of paths and lines.
     *
     * @param workspace its root on this machine
     * @return with a failure when there is more than the checks take, an image's archive is not what it should be, or advisories cannot be used
     * @throws IOException when the directory is none, cannot be read, or leads out of the root
     * @throws InterruptedIOException when the thread was interrupted; nothing goes on
     */
    public static BuiltInResult scan(Path workspace, BuiltInOrder order) throws IOException {
        try {
            Advisories advisories = advisories(workspace, order);
            return result(inspect(workspace, order, libraries(advisories)), advisories);
        } catch (TooMuchException | UnreadableImageException | AdvisoriesUnusableException e) {
            return BuiltInResult.failed(e.getMessage());
        }
    }

    @CheckForNull
    private static Advisories advisories(Path workspace, BuiltInOrder order) throws AdvisoriesUnusableException {
        boolean there = order.advisories() != null || order.npmAudit();
        if (!there || !order.wanted().contains(FindingKind.VULNERABILITY)) {
            return null;
        }
        Path directory = order.advisories() == null ? null : workspace.resolve(order.advisories());
        return Advisories.open(directory, order.npmAudit());
    }

    @CheckForNull
    private static JavaScriptLibraries libraries(@CheckForNull Advisories advisories) {
        return advisories == null ? null : advisories.libraries().orElse(null);
    }

    private static Inspection inspect(Path workspace, BuiltInOrder order, @CheckForNull JavaScriptLibraries libraries)
            throws AdvisoriesUnusableException, IOException {
        if (order.image() != null) {
            return ImageScan.look(order.image(), order, libraries);
        }
        Path start = workspace.resolve(order.directory()).toRealPath();
        if (!start.startsWith(workspace.toRealPath())) {
            throw new IOException(order.directory() + " leads out of " + workspace);
        }
        if (!Files.isDirectory(start)) {
            throw new IOException(order.directory() + " is not a directory");
        }
        return TreeWalk.look(start, order, libraries);
    }

    /** Vulnerabilities count as checked only where all packages are known and were looked up. */
    private static BuiltInResult result(Inspection seen, @CheckForNull Advisories advisories)
            throws AdvisoriesUnusableException, InterruptedIOException {
        if (advisories == null) {
            return new BuiltInResult(null, seen.findings(), seen.packages(), false, null, seen.remarks());
        }
        AdvisoryMatches matches = advisories.look(seen.packages());
        List<Finding> findings = new ArrayList<>(seen.findings());
        findings.addAll(matches.findings());
        List<String> remarks = new ArrayList<>(seen.remarks());
        remarks.addAll(matches.remarks());
        Instant time = matches.time();
        if (seen.packages().isEmpty() && time == null) {
            remarks.add("No packages were found to be looked up");
            // For nothing, no advisories are too old.
            time = Instant.now();
        }
        boolean checked = seen.packagesComplete() && time != null;
        return new BuiltInResult(null, findings, seen.packages(), checked, time, remarks);
    }
}
