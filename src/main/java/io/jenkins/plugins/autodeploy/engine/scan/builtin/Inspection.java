package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.List;

/**
 * What the files of a directory or an image told, before anything is looked up.
 *
 * @param packagesComplete whether {@code packages} has all that there is to look up, as far as can be told
 */
record Inspection(
        List<Finding> findings, List<SoftwarePackage> packages, boolean packagesComplete, List<String> remarks) {}
