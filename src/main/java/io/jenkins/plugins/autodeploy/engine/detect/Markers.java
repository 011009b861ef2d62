package io.jenkins.plugins.autodeploy.engine.detect;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the ecosystems that have to look at a directory, in a time that grows with its files rather than with all markers. */
final class Markers {
    private final List<Ecosystem> ecosystems;
    /** Positions in {@link #ecosystems}. */
    private final Map<String, List<Integer>> byName = new HashMap<>();

    private final Map<String, List<Integer>> byEnding = new LinkedHashMap<>();
    private final Map<String, List<Integer>> below = new LinkedHashMap<>();

    Markers(List<Ecosystem> ecosystems) {
        this.ecosystems = ecosystems;
        for (int i = 0; i < ecosystems.size(); i++) {
            for (String marker : ecosystems.get(i).markers()) {
                Map<String, List<Integer>> kind =
                        marker.startsWith("*") ? byEnding : marker.contains("/") ? below : byName;
                String key = marker.startsWith("*") ? marker.substring(1) : marker;
                kind.computeIfAbsent(key, unused -> new ArrayList<>()).add(i);
            }
        }
    }

    /** In the order of precedence. */
    List<Ecosystem> of(SourceDirectory directory) {
        TreeSet<Integer> found = new TreeSet<>();
        for (String file : directory.files()) {
            found.addAll(byName.getOrDefault(file, List.of()));
            byEnding.forEach((ending, positions) -> {
                if (file.endsWith(ending)) {
                    found.addAll(positions);
                }
            });
        }
        below.forEach((file, positions) -> {
            if (directory.has(file)) {
                found.addAll(positions);
            }
        });
        return found.stream().map(ecosystems::get).toList();
    }
}
