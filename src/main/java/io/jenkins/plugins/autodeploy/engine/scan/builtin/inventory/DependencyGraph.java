package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What needs what, for lock files that tell only of the project's own dependencies whether they are for development. */
final class DependencyGraph {
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Set<String> production = new LinkedHashSet<>();
    private boolean hasDevelopment;

    void need(String dependent, String dependency) {
        needs.computeIfAbsent(dependent, key -> new LinkedHashSet<>()).add(dependency);
    }

    /** The project itself needs it to run. */
    void production(String dependency) {
        production.add(dependency);
    }

    /** The project itself needs something to be developed. */
    void development() {
        hasDevelopment = true;
    }

    /** Whether something is needed for development alone; nothing is in a file that tells nothing apart. */
    Predicate<String> developmentOnly() {
        if (!hasDevelopment) {
            return dependency -> false;
        }
        Set<String> reached = new HashSet<>(production);
        Deque<String> open = new ArrayDeque<>(production);
        while (!open.isEmpty()) {
            for (String next : needs.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return dependency -> !reached.contains(dependency);
    }
}
