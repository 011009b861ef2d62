package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Bun's {@code bun.lock}: {@code packages} by where they are in the tree ({@code a}, or {@code a/b} for the {@code b} of {@code a} alone), each a list of
 * {@code name@version}, registry, what it needs, and checksum. What is for development follows from what the workspaces need.
 */
final class BunLock {
    private static final List<String> RUNTIME = List.of("dependencies", "optionalDependencies", "peerDependencies");

    private final DependencyGraph graph = new DependencyGraph();
    private final Map<String, String> packages = new LinkedHashMap<>();
    private final Map<String, List<String>> needs = new LinkedHashMap<>();

    private BunLock() {}

    static void read(PackageFile file, PackageList found) throws IOException {
        BunLock lock = new BunLock();
        file.json(document -> document.fields(lock::section, "it has no lockfileVersion", "lockfileVersion"));
        lock.needs.forEach((key, names) -> names.forEach(name -> lock.graph.need(key, lock.resolve(key, name))));
        Predicate<String> developmentOnly = lock.graph.developmentOnly();
        for (Map.Entry<String, String> one : lock.packages.entrySet()) {
            NodeFiles.add(one.getValue(), developmentOnly.test(one.getKey()), found);
        }
    }

    private void section(String name, TokenWalk value) throws IOException {
        switch (name) {
            case "workspaces" -> value.fields((directory, workspace) -> workspace(workspace.tree()));
            case "packages" -> value.fields((key, entry) -> entry(key, entry.tree()));
            default -> {
                // Settings.
            }
        }
    }

    private void workspace(JsonNode workspace) {
        RUNTIME.forEach(kind -> names(workspace.path(kind)).forEach(graph::production));
        if (!workspace.path("devDependencies").isEmpty()) {
            graph.development();
        }
    }

    private void entry(String key, JsonNode entry) {
        packages.put(key, entry.path(0).asText(""));
        entry.forEach(part -> RUNTIME.forEach(kind -> {
            Set<String> names = names(part.path(kind));
            if (!names.isEmpty()) {
                needs.merge(key, List.copyOf(names), BunLock::joined);
            }
        }));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The nearest of that name, as Node looks for it: below the one that needs it, then below each above. */
    private String resolve(String key, String name) {
        for (String above = key; !above.isEmpty(); above = parent(above)) {
            if (packages.containsKey(above + "/" + name)) {
                return above + "/" + name;
            }
        }
        return name;
    }

    private static String parent(String key) {
        int slash = key.lastIndexOf('/');
        return slash < 0 ? "" : key.substring(0, slash);
    }
}
