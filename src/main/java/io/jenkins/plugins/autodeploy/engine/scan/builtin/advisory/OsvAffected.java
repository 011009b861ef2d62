package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version.VersionOrder;
import java.util.List;

/**
 * Which versions of a package an advisory concerns.
 *
 * @param ecosystem as the advisory writes it
 * @param versions the ones that are listed one by one
 * @param ranges without those of Git commits
 * @param rating of this package; {@link AdvisoryRating#NONE} where the advisory rates all alike
 */
record OsvAffected(String ecosystem, String name, List<String> versions, List<OsvRange> ranges, AdvisoryRating rating) {
    OsvAffected {
        versions = List.copyOf(versions);
        ranges = List.copyOf(ranges);
    }

    /**
     * Whether a version is vulnerable. A range with a bound that the ecosystem's rules cannot place excludes no version, and so
     * concerns all of them unless they are listed beside it.
     */
    boolean concerns(String version, VersionOrder order) {
        if (versions.contains(version)) {
            return true;
        }
        if (!order.orders(version)) {
            return false;
        }
        return versions.stream().anyMatch(listed -> order.orders(listed) && order.compare(listed, version) == 0)
                || ranges.stream().anyMatch(range -> concerns(range, version, order));
    }

    private boolean concerns(OsvRange range, String version, VersionOrder order) {
        return range.isOrderedBy(order) ? range.contains(version, order) : versions.isEmpty();
    }

    /** Versions above an installed one that fix it: by the ranges that hold the installed one, or by any where it is only listed. */
    List<String> fixesAfter(String version, VersionOrder order) {
        if (!order.orders(version)) {
            return List.of();
        }
        List<OsvRange> readable =
                ranges.stream().filter(range -> range.isOrderedBy(order)).toList();
        List<OsvRange> holding = readable.stream()
                .filter(range -> range.contains(version, order))
                .toList();
        return (holding.isEmpty() ? readable : holding)
                .stream()
                        .flatMap(range -> range.fixesAfter(version, order).stream())
                        .toList();
    }
}
