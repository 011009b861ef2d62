package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version.VersionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.semver4j.SemverException;
import org.semver4j.range.Range;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * A <a href="https://docs.npmjs.com/cli/v11/configuring-npm/package-json#dependencies">range of npm</a> as a set of vulnerable
 * versions: unlike a wish for a dependency it holds the pre-releases between its bounds.
 *
 * @param alternatives each a list of bounds that all hold
 */
record NpmRange(List<List<Bound>> alternatives) {
    static final VersionOrder ORDER = VersionOrder.of("npm").orElseThrow();

    private static final int LONGEST = 10_000;
    private static final Pattern BOUND = Pattern.compile("(?<operator>[<>]?=?)(?<version>\\d.*)");
    /** How the lowest pre-release of a version is written, which nobody releases. */
    private static final String LOWEST = "-0";

    record Bound(String operator, String version) {
        boolean holds(String other) {
            int compared = ORDER.compare(other, version);
            return switch (operator) {
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                default -> compared == 0;
            };
        }
    }

    /** @throws IllegalArgumentException when npm would not understand it */
    static NpmRange of(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("no range of versions");
        }
        try {
            RangeList ranges = RangeListFactory.create(text.replace(',', ' '), true);
            if (ranges.get().size() != text.split("\\|\\|", -1).length) {
                throw new IllegalArgumentException("a range that npm does not know");
            }
            return new NpmRange(ranges.get().stream().map(NpmRange::bounds).toList());
        } catch (SemverException e) {
            throw new IllegalArgumentException("a range that npm does not know", e);
        }
    }

    boolean contains(String version) {
        return alternatives.stream().anyMatch(bounds -> bounds.stream().allMatch(bound -> bound.holds(version)));
    }

    /** Where what it holds ends, exclusively. */
    List<String> ends() {
        return alternatives.stream()
                .flatMap(List::stream)
                .filter(bound -> bound.operator().equals("<"))
                .map(bound -> bound.version().endsWith(LOWEST)
                        ? bound.version().substring(0, bound.version().length() - LOWEST.length())
                        : bound.version())
                .toList();
    }

    private static List<Bound> bounds(List<Range> ranges) {
        List<Bound> bounds = new ArrayList<>();
        for (Range range : ranges) {
            Matcher matcher = BOUND.matcher(range.toString());
            if (!matcher.matches() || !ORDER.orders(matcher.group("version"))) {
                throw new IllegalArgumentException("a range that npm does not know");
            }
            bounds.add(new Bound(matcher.group("operator"), matcher.group("version")));
        }
        return bounds;
    }
}
