package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** <a href="https://packaging.python.org/en/latest/specifications/version-specifiers/">PEP 440</a>: development, pre-, post-releases, epochs and local versions, with all the spellings that it allows. */
final class PythonOrder implements VersionOrder {
    private static final Pattern VERSION = Pattern.compile("v?(?:(?<epoch>\\d++)!)?(?<release>\\d++(?:\\.\\d++)*+)"
            + "(?:[-_.]?(?<pre>alpha|beta|preview|pre|a|b|c|rc)[-_.]?(?<prenumber>\\d*+))?"
            + "(?<post>-(?<implicit>\\d++)|[-_.]?(?:post|rev|r)[-_.]?(?<postnumber>\\d*+))?"
            + "(?<dev>[-_.]?dev[-_.]?(?<devnumber>\\d*+))?"
            + "(?:\\+(?<local>[a-z0-9]++(?:[-_.][a-z0-9]++)*+))?");

    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && matcher(version).matches();
    }

    @Override
    public int compare(String one, String other) {
        Matcher first = parsed(one);
        Matcher second = parsed(other);
        int compared = Parts.compareNumbers(first.group("epoch"), second.group("epoch"));
        if (compared == 0) {
            compared = Parts.compareReleases(
                    List.of(first.group("release").split("\\.")),
                    List.of(second.group("release").split("\\.")));
        }
        if (compared == 0) {
            compared = comparePre(first, second);
        }
        if (compared == 0) {
            compared = compareOptional(postNumber(first), postNumber(second), -1);
        }
        if (compared == 0) {
            compared = compareOptional(first.group("devnumber"), second.group("devnumber"), 1);
        }
        return compared == 0 ? compareLocal(first.group("local"), second.group("local")) : compared;
    }

    private static int comparePre(Matcher first, Matcher second) {
        int compared = Integer.compare(phase(first), phase(second));
        return compared != 0 ? compared : Parts.compareNumbers(first.group("prenumber"), second.group("prenumber"));
    }

    /** A development release of a final one comes before its pre-releases. */
    private static int phase(Matcher version) {
        String pre = version.group("pre");
        if (pre == null) {
            return version.group("post") == null && version.group("dev") != null ? 0 : 4;
        }
        return pre.startsWith("a") ? 1 : pre.startsWith("b") ? 2 : 3;
    }

    @CheckForNull
    private static String postNumber(Matcher version) {
        return version.group("implicit") != null ? version.group("implicit") : version.group("postnumber");
    }

    private static int compareOptional(@CheckForNull String one, @CheckForNull String other, int absent) {
        if (one == null || other == null) {
            return one == null && other == null ? 0 : one == null ? absent : -absent;
        }
        return Parts.compareNumbers(one, other);
    }

    /** Here words come before numbers, other than in pre-releases of Semantic Versioning. */
    private static int compareLocal(@CheckForNull String one, @CheckForNull String other) {
        List<String> first = localParts(one);
        List<String> second = localParts(other);
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            boolean number = Parts.isNumber(first.get(i));
            if (number != Parts.isNumber(second.get(i))) {
                return number ? 1 : -1;
            }
            int compared = number
                    ? Parts.compareNumbers(first.get(i), second.get(i))
                    : first.get(i).compareTo(second.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(first.size(), second.size());
    }

    private static List<String> localParts(@CheckForNull String local) {
        return local == null ? List.of() : List.of(local.split("[-_.]"));
    }

    private static Matcher matcher(String version) {
        return VERSION.matcher(version.strip().toLowerCase(Locale.ROOT));
    }

    private static Matcher parsed(String version) {
        Matcher matcher = matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No version by PEP 440: " + version);
        }
        return matcher;
    }
}
