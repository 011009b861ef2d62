package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.List;

/**
 * What one file told.
 *
 * @param findings in the order of its lines
 * @param unreadable why it should name packages and cannot be read, one sentence; null when it can
 * @param leftOut whether it was not looked at as text
 * @param checksum path and content, as {@link io.jenkins.plugins.autodeploy.engine.scan.builtin.image.DistributionFiles#line} writes it; null unless it is a layer's and told something
 */
record CheckedFile(
        List<Finding> findings,
        List<SoftwarePackage> packages,
        @CheckForNull String unreadable,
        boolean leftOut,
        @CheckForNull String checksum) {
    static final CheckedFile LEFT_OUT = new CheckedFile(List.of(), List.of(), null, true, null);
    /** Most files tell nothing, and there are many. */
    static final CheckedFile NOTHING = new CheckedFile(List.of(), List.of(), null, false, null);
}
