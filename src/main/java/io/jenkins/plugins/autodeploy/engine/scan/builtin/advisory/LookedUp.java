package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version.VersionOrder;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A package as advisories name it.
 *
 * @param name of it, or of the source package that it was built from
 * @param version of the same
 */
record LookedUp(SoftwarePackage found, String name, String version, VersionOrder order) {
    /** Distributions whose advisories name source packages alone. */
    private static final Set<String> BY_SOURCE = Set.of("Debian", "Ubuntu", "Alpine", "Wolfi", "Chainguard");

    /** The names under which to look a package up; those of rpm name what is installed or its source, as each distribution does. */
    static List<LookedUp> of(SoftwarePackage found, VersionOrder order) {
        List<LookedUp> names = new ArrayList<>();
        boolean source = found.source() != null;
        if (!source || !BY_SOURCE.contains(withoutRelease(found.ecosystem()))) {
            names.add(new LookedUp(found, found.name(), found.version(), order));
        }
        if (source && (names.isEmpty() || !found.source().equals(found.name()))) {
            String version = found.sourceVersion() == null ? found.version() : found.sourceVersion();
            names.add(new LookedUp(found, found.source(), version, order));
        }
        return names;
    }

    String key() {
        return key(found.ecosystem(), name);
    }

    /** The part of a name and an ecosystem by which they are the same, whatever the release. */
    static String key(String ecosystem, String name) {
        String base = withoutRelease(ecosystem);
        return base + ' ' + normalised(base, name);
    }

    /**
     * Whether an advisory's ecosystem is a package's: the same, or a part of it ({@code Ubuntu:22.04:LTS} of {@code Ubuntu:22.04}).
     * A distribution without a release is none of its releases.
     */
    static boolean isPartOf(String ofAdvisory, String ofPackage) {
        return ofAdvisory.equals(ofPackage) || ofPackage.indexOf(':') > 0 && ofAdvisory.startsWith(ofPackage + ':');
    }

    private static String withoutRelease(String ecosystem) {
        int end = ecosystem.indexOf(':');
        return end < 0 ? ecosystem : ecosystem.substring(0, end);
    }

    /** As each registry compares names. */
    private static String normalised(String ecosystem, String name) {
        return switch (ecosystem) {
            case "PyPI" -> name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
            case "NuGet", "Packagist" -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }
}
