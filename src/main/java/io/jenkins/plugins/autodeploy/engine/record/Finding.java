package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/**
 * One thing that a scanner found.
 *
 * @param id CVE, GHSA or rule id
 * @param packageName the package, or null for faults in files
 * @param installed installed version
 * @param fixed first version without it; null when there is none
 * @param title one line
 * @param link where to read more
 * @param location file and line ("Dockerfile:3") within the target
 */
public record Finding(
        String id,
        @CheckForNull String packageName,
        @CheckForNull String installed,
        @CheckForNull String fixed,
        Severity severity,
        String title,
        @CheckForNull String link,
        @CheckForNull String location)
        implements Serializable {
    public Finding {
        severity = severity == null ? Severity.UNKNOWN : severity;
    }
}
