package io.jenkins.plugins.autodeploy.engine.scan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What all scanners of one scan gave.
 *
 * @param findings each once
 * @param packages what the target is made of; null when no scanner told
 */
record ScannerResults(
        List<ScannerRun> scanners,
        List<Finding> findings,
        @CheckForNull List<SoftwarePackage> packages) {
    boolean vulnerabilitiesChecked() {
        return scanners.stream().anyMatch(run -> run.checked().contains(FindingKind.VULNERABILITY));
    }

    @CheckForNull
    Instant oldestDatabase() {
        return scanners.stream()
                .map(ScannerRun::databaseTime)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
