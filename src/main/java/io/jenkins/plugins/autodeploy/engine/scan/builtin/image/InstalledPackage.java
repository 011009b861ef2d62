package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURLBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.regex.Pattern;

/**
 * A package as a distribution's database tells it, without the distribution, which another file tells.
 *
 * @param type of its package URL: {@code deb} or {@code apk}
 * @param source name of the source package, which may be its own
 * @param sourceVersion null for {@code version}
 */
record InstalledPackage(
        String type,
        String name,
        String version,
        @CheckForNull String architecture,
        String source,
        @CheckForNull String sourceVersion,
        @CheckForNull String license) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9+._:-]{0,199}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9+._:~-]{1,200}");

    /** Whether it is what its database lets it be; hostile text is not. */
    boolean isSound() {
        return matches(NAME, name)
                && matches(VERSION, version)
                && matches(NAME, source)
                && (architecture == null || matches(NAME, architecture))
                && (sourceVersion == null || matches(VERSION, sourceVersion));
    }

    SoftwarePackage in(OperatingSystemRelease release, String location, String layer) {
        try {
            PackageURLBuilder url = PackageURLBuilder.aPackageURL()
                    .withType(type)
                    .withNamespace(release.id())
                    .withName(name)
                    .withVersion(version)
                    .withQualifier("distro", release.distro());
            if (architecture != null) {
                url.withQualifier("arch", architecture);
            }
            return SoftwarePackage.of(
                            release.ecosystem(), name, version, url.build().canonicalize(), location)
                    .withSource(source, sourceVersion)
                    .withLicense(OutsideText.clean(license))
                    .withLayer(layer);
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException("Sound names make a package URL", e);
        }
    }

    private static boolean matches(Pattern pattern, @CheckForNull String text) {
        return text != null && pattern.matcher(text).matches();
    }
}
