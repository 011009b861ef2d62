package io.jenkins.plugins.autodeploy.engine.scan.scanner;

import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.time.Duration;
import java.util.Set;

/** A program or a part of this one that finds. It never judges, never leaves out what it found, and never changes a severity. */
public interface Scanner {
    /** As people ask for it: {@code trivy}. */
    String name();

    /** What it can look for in such a target. */
    Set<FindingKind> kinds(ScanTarget target);

    /**
     * Looks.
     *
     * @param wanted what to look for, a part of {@link #kinds}
     * @throws ScannerFailedException.Missing when it is not there, as far as that can be told before it runs
     * @throws ScannerFailedException when it gave no result that can be trusted
     * @throws InterruptedException when the run was aborted; what it started has ended
     */
    ScanResult scan(ScanTarget target, Set<FindingKind> wanted, Duration timeout)
            throws ScannerFailedException, InterruptedException;
}
