package io.jenkins.plugins.autodeploy.engine.scan.scanner;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;

/**
 * How scanners are had and what they use.
 *
 * @param tool absolute directory on the machine of the workspace that holds the scanners' programs; null for the {@code PATH}
 * @param container image that has the scanner as its entry point, run by docker instead of a program ({@code aquasec/trivy:0.58.1}); null for none
 * @param server URL of a Trivy server that keeps the database; null for none
 * @param serverToken which that server wants; null for none
 * @param registry credentials for the registry of the image to scan; null for none
 * @param advisories directory relative to the workspace's root, or absolute on its machine, with OSV exports ({@code npm.zip} or {@code npm/all.zip}, or unpacked); null for none
 * @param npmAudit whether the built-in checks may ask the npm registry's audit endpoint, which is told names and versions of packages
 */
public record ScannerOptions(
        @CheckForNull String tool,
        @CheckForNull String container,
        @CheckForNull String server,
        @CheckForNull SecretText serverToken,
        @CheckForNull RegistryCredentials registry,
        @CheckForNull String advisories,
        boolean npmAudit) {
    /** Scanners as they are found, without servers, credentials or sources of advisories. */
    public static final ScannerOptions NONE = new ScannerOptions(null, null, null, null, null, null, false);
}
