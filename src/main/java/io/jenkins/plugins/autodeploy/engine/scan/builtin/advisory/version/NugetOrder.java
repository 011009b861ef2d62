package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** <a href="https://learn.microsoft.com/en-us/nuget/concepts/package-versioning">NuGet's versions</a>: Semantic Versioning with a fourth number, and without regard to case. */
final class NugetOrder implements VersionOrder {
    private static final Pattern VERSION =
            Pattern.compile("v?(?<release>\\d++(?:\\.\\d++){0,3}+)(?:-(?<pre>[0-9a-z.-]++))?(?:\\+[0-9a-z.-]*+)?");

    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && matcher(version).matches();
    }

    @Override
    public int compare(String one, String other) {
        Matcher first = parsed(one);
        Matcher second = parsed(other);
        int compared = Parts.compareReleases(
                List.of(first.group("release").split("\\.")),
                List.of(second.group("release").split("\\.")));
        if (compared != 0) {
            return compared;
        }
        String left = first.group("pre");
        String right = second.group("pre");
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return Parts.compareIdentifiers(List.of(left.split("\\.", -1)), List.of(right.split("\\.", -1)));
    }

    private static Matcher matcher(String version) {
        return VERSION.matcher(version.strip().toLowerCase(Locale.ROOT));
    }

    private static Matcher parsed(String version) {
        Matcher matcher = matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No version of NuGet: " + version);
        }
        return matcher;
    }
}
