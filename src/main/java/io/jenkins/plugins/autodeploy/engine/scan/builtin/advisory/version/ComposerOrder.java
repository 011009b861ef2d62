package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The order of <a href="https://getcomposer.org/doc/articles/versions.md">Composer</a>: what its parser normalises, by the rules
 * of <a href="https://www.php.net/version_compare">version_compare</a> ({@code dev < alpha < beta < RC < release < patch}).
 * Branches ({@code dev-main}) have no order.
 */
final class ComposerOrder implements VersionOrder {
    private static final int RELEASE = 4;
    private static final Pattern VERSION = Pattern.compile("v?(?<release>\\d++(?:\\.\\d++)*+)"
            + "(?:[._-]?(?<stability>stable|beta|b|rc|alpha|a|patch|pl|p)(?<numbers>(?:[.-]?\\d++)*+))?"
            + "(?<dev>[.-]?dev)?(?:\\+[0-9a-z.-]++)?");

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
        if (compared == 0) {
            compared = Integer.compare(stability(first), stability(second));
        }
        if (compared == 0) {
            compared = Parts.compareIdentifiers(numbers(first), numbers(second));
        }
        return compared != 0 ? compared : Boolean.compare(first.group("dev") == null, second.group("dev") == null);
    }

    private static int stability(Matcher version) {
        String stability = version.group("stability");
        if (stability == null) {
            return version.group("dev") == null ? RELEASE : 0;
        }
        return switch (stability.charAt(0)) {
            case 'a' -> 1;
            case 'b' -> 2;
            case 'r' -> 3;
            case 'p' -> RELEASE + 1;
            default -> RELEASE;
        };
    }

    private static List<String> numbers(Matcher version) {
        String numbers = version.group("numbers");
        return numbers == null
                ? List.of()
                : Stream.of(numbers.split("[.-]"))
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static Matcher matcher(String version) {
        return VERSION.matcher(version.strip().toLowerCase(Locale.ROOT));
    }

    private static Matcher parsed(String version) {
        Matcher matcher = matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No version that Composer orders: " + version);
        }
        return matcher;
    }
}
