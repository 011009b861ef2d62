package io.jenkins.plugins.autodeploy.engine.scan.scanner;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/**
 * A package in a version, as a lock file or a system's package database names it.
 *
 * @param ecosystem as OSV names it: {@code npm, PyPI, Maven, Go, crates.io, Packagist, RubyGems, NuGet, Debian:12, Alpine:v3.20}
 * @param name as its ecosystem writes it: {@code @scope/name}, {@code group:artifact}
 * @param packageUrl purl with version ({@code pkg:npm/%40scope/name@1.0.0})
 * @param source the source package that advisories of Linux distributions name; null where there is none
 * @param sourceVersion its version; null for {@code version}
 * @param license SPDX expression where the file tells it
 * @param development whether only development needs it
 * @param location the file that names it, within the target
 * @param layer digest of the image's layer that brings it
 */
public record SoftwarePackage(
        String ecosystem,
        String name,
        String version,
        String packageUrl,
        @CheckForNull String source,
        @CheckForNull String sourceVersion,
        @CheckForNull String license,
        boolean development,
        String location,
        @CheckForNull String layer)
        implements Serializable {
    /** A package of which no more is known. */
    public static SoftwarePackage of(
            String ecosystem, String name, String version, String packageUrl, String location) {
        return new SoftwarePackage(ecosystem, name, version, packageUrl, null, null, null, false, location, null);
    }

    public SoftwarePackage withSource(@CheckForNull String sourceName, @CheckForNull String versionOfSource) {
        return new SoftwarePackage(
                ecosystem,
                name,
                version,
                packageUrl,
                sourceName,
                versionOfSource,
                license,
                development,
                location,
                layer);
    }

    public SoftwarePackage withLicense(@CheckForNull String expression) {
        return new SoftwarePackage(
                ecosystem, name, version, packageUrl, source, sourceVersion, expression, development, location, layer);
    }

    public SoftwarePackage forDevelopment(boolean only) {
        return new SoftwarePackage(
                ecosystem, name, version, packageUrl, source, sourceVersion, license, only, location, layer);
    }

    public SoftwarePackage withLayer(@CheckForNull String digest) {
        return new SoftwarePackage(
                ecosystem, name, version, packageUrl, source, sourceVersion, license, development, location, digest);
    }
}
