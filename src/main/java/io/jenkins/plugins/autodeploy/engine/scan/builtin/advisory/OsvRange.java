package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version.VersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Versions between events, as <a href="https://ossf.github.io/osv-schema/#affectedrangesevents-fields">OSV's schema</a> evaluates them.
 *
 * @param events in any order
 */
record OsvRange(List<Event> events) {
    /** Before every version. */
    private static final String START = "0";
    /** After every version; only as a limit. */
    private static final String NO_LIMIT = "*";

    /** What happens at a version; of several at one, in this order. */
    enum Kind {
        INTRODUCED,
        LAST_AFFECTED,
        FIXED,
        LIMIT
    }

    record Event(Kind kind, String version) {}

    OsvRange {
        events = List.copyOf(events);
    }

    /** Whether all of its events have a place in the order. */
    boolean isOrderedBy(VersionOrder order) {
        return events.stream()
                .map(Event::version)
                .allMatch(version -> version.equals(START) || version.equals(NO_LIMIT) || order.orders(version));
    }

    boolean contains(String version, VersionOrder order) {
        if (!isBelowLimits(version, order)) {
            return false;
        }
        List<Event> sorted = new ArrayList<>(events);
        sorted.removeIf(event -> event.kind() == Kind.LIMIT);
        sorted.sort(Comparator.comparing(Event::version, (one, other) -> compare(one, other, order))
                .thenComparing(Event::kind));
        boolean affected = false;
        for (Event event : sorted) {
            int compared = compare(version, event.version(), order);
            affected = switch (event.kind()) {
                case INTRODUCED -> affected || compared >= 0;
                case FIXED -> affected && compared < 0;
                default -> affected && compared <= 0;
            };
        }
        return affected;
    }

    /** Versions that fix it, above a version. */
    List<String> fixesAfter(String version, VersionOrder order) {
        return events.stream()
                .filter(event -> event.kind() == Kind.FIXED)
                .map(Event::version)
                .filter(fix -> compare(fix, version, order) > 0)
                .toList();
    }

    private boolean isBelowLimits(String version, VersionOrder order) {
        List<String> limits = events.stream()
                .filter(event -> event.kind() == Kind.LIMIT)
                .map(Event::version)
                .toList();
        return limits.isEmpty()
                || limits.stream().anyMatch(limit -> limit.equals(NO_LIMIT) || compare(version, limit, order) < 0);
    }

    private static int compare(String one, String other, VersionOrder order) {
        boolean first = one.equals(START);
        if (first || other.equals(START)) {
            return first && other.equals(START) ? 0 : first ? -1 : 1;
        }
        return order.compare(one, other);
    }
}
