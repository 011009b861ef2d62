package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <a href="https://semver.org/spec/v2.0.0.html#spec-item-11">Semantic Versioning 2.0.0</a>. As advisories write such versions
 * with less care than package managers take them, a leading {@code v}, missing numbers and leading zeros are let through.
 */
final class SemanticOrder implements VersionOrder {
    private static final Pattern VERSION = Pattern.compile(
            "[v=]?(?<release>\\d++(?:\\.\\d++)*+)(?:-(?<pre>[0-9A-Za-z.-]++))?(?:\\+(?<build>[0-9A-Za-z.-]++))?");

    private final boolean buildCounts;

    /** @param buildCounts whether build metadata is ordered too: a rule of <a href="https://pub.dev/packages/pub_semver">Dart's packages</a> alone */
    SemanticOrder(boolean buildCounts) {
        this.buildCounts = buildCounts;
    }

    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && VERSION.matcher(version).matches();
    }

    @Override
    public int compare(String one, String other) {
        Matcher first = parsed(one);
        Matcher second = parsed(other);
        int compared = Parts.compareReleases(parts(first, "release"), parts(second, "release"));
        if (compared == 0) {
            compared = compareWithAbsence(first, second, "pre", 1);
        }
        return compared == 0 && buildCounts ? compareWithAbsence(first, second, "build", -1) : compared;
    }

    private static int compareWithAbsence(Matcher first, Matcher second, String group, int absent) {
        boolean firstThere = first.group(group) != null;
        boolean secondThere = second.group(group) != null;
        if (!firstThere || !secondThere) {
            return firstThere == secondThere ? 0 : secondThere ? absent : -absent;
        }
        return Parts.compareIdentifiers(parts(first, group), parts(second, group));
    }

    private static List<String> parts(Matcher version, String group) {
        return List.of(version.group(group).split("\\.", -1));
    }

    private static Matcher parsed(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No semantic version: " + version);
        }
        return matcher;
    }
}
