package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * An entry of the file of accepted findings.
 *
 * @param id of the finding, or one of its aliases
 * @param packageName null for any
 * @param paths globs of the files; empty for any
 * @param until last day on which it holds; null for always
 */
record AcceptedRisk(
        String id,
        @CheckForNull String packageName,
        List<String> paths,
        String reason,
        String by,
        @CheckForNull LocalDate until) {
    boolean covers(Finding finding) {
        return (id.equalsIgnoreCase(finding.id()) || finding.aliases().stream().anyMatch(id::equalsIgnoreCase))
                && (packageName == null || packageName.equals(finding.packageName()))
                && (paths.isEmpty() || paths.stream().anyMatch(glob -> matches(glob, finding.location())));
    }

    boolean hasExpired(LocalDate today) {
        return until != null && until.isBefore(today);
    }

    private static boolean matches(String glob, @CheckForNull String location) {
        if (location == null) {
            return false;
        }
        try {
            Path file = Path.of(location.replaceFirst(":\\d+$", ""));
            return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
