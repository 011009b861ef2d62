package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.List;

/**
 * One thing that a scanner found. Starts as {@link #of}; each {@code with…} gives it one more fact.
 *
 * @param id CVE where there is one, else GHSA or the scanner's own; the id of a rule for faults and secrets
 * @param aliases other ids of the same vulnerability, without {@code id}
 * @param kind null only in what versions before 1.1 wrote
 * @param packageName the package as its ecosystem names it ({@code org.slf4j:slf4j-api}), or null for faults in files
 * @param packageUrl purl with version, or null when the scanner does not tell
 * @param installed installed version
 * @param fixed the version to upgrade to; null when there is none
 * @param severity as the source says, never changed
 * @param severitySource who rates it so, with its own word where that is none of {@link Severity}: {@code nvd}, {@code ghsa}, {@code redhat: Important}
 * @param cvss CVSS vector, {@code CVSS:3.1/AV:N/…}
 * @param title one line
 * @param description more than a line, or null
 * @param link where to read more; only {@code http} and {@code https}
 * @param location file and line ({@code Dockerfile:3}) within the target
 * @param layer digest of the image's layer that brings it
 * @param scanners who found it, the first to do so first
 */
public record Finding(
        String id,
        List<String> aliases,
        @CheckForNull FindingKind kind,
        @CheckForNull String packageName,
        @CheckForNull String packageUrl,
        @CheckForNull String installed,
        @CheckForNull String fixed,
        Severity severity,
        @CheckForNull String severitySource,
        @CheckForNull String cvss,
        String title,
        @CheckForNull String description,
        @CheckForNull String link,
        @CheckForNull String location,
        @CheckForNull String layer,
        List<String> scanners)
        implements Serializable {
    public Finding {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        severity = severity == null ? Severity.UNKNOWN : severity;
        scanners = scanners == null ? List.of() : List.copyOf(scanners);
    }

    /** A finding of which no more is known. */
    public static Finding of(FindingKind kind, String id, Severity severity, String title) {
        return new Finding(
                id, List.of(), kind, null, null, null, null, severity, null, null, title, null, null, null, null,
                List.of());
    }

    public Finding withAliases(List<String> others) {
        return copy(others, packageName, packageUrl, installed, fixed, scanners, location, layer);
    }

    /**
     * @param url purl with version
     * @param installedVersion what is there
     * @param fixedVersion what to upgrade to; null when there is none
     */
    public Finding withPackage(
            String name,
            @CheckForNull String url,
            @CheckForNull String installedVersion,
            @CheckForNull String fixedVersion) {
        return copy(aliases, name, url, installedVersion, fixedVersion, scanners, location, layer);
    }

    public Finding withRating(@CheckForNull Severity rated, @CheckForNull String source, @CheckForNull String vector) {
        return new Finding(
                id,
                aliases,
                kind,
                packageName,
                packageUrl,
                installed,
                fixed,
                rated,
                source,
                vector,
                title,
                description,
                link,
                location,
                layer,
                scanners);
    }

    public Finding withText(@CheckForNull String more, @CheckForNull String address) {
        return new Finding(
                id,
                aliases,
                kind,
                packageName,
                packageUrl,
                installed,
                fixed,
                severity,
                severitySource,
                cvss,
                title,
                more,
                address,
                location,
                layer,
                scanners);
    }

    public Finding withLocation(@CheckForNull String place) {
        return copy(aliases, packageName, packageUrl, installed, fixed, scanners, place, layer);
    }

    public Finding withLayer(@CheckForNull String digest) {
        return copy(aliases, packageName, packageUrl, installed, fixed, scanners, location, digest);
    }

    public Finding withScanners(List<String> names) {
        return copy(aliases, packageName, packageUrl, installed, fixed, names, location, layer);
    }

    private Finding copy(
            List<String> newAliases,
            @CheckForNull String newPackageName,
            @CheckForNull String newPackageUrl,
            @CheckForNull String newInstalled,
            @CheckForNull String newFixed,
            List<String> newScanners,
            @CheckForNull String newLocation,
            @CheckForNull String newLayer) {
        return new Finding(
                id,
                newAliases,
                kind,
                newPackageName,
                newPackageUrl,
                newInstalled,
                newFixed,
                severity,
                severitySource,
                cvss,
                title,
                description,
                link,
                newLocation,
                newLayer,
                newScanners);
    }
}
