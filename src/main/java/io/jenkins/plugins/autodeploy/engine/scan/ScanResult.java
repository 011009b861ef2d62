package io.jenkins.plugins.autodeploy.engine.scan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.time.Instant;
import java.util.List;

/**
 * What a scanner found, before any judgement.
 *
 * @param databaseTime when its vulnerability database was made; null when unknown or none was used
 */
record ScanResult(
        String scanner,
        @CheckForNull String version,
        @CheckForNull Instant databaseTime,
        boolean vulnerabilitiesChecked,
        List<Finding> findings) {}
