package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pnpm's {@code pnpm-lock.yaml} of the versions 5 ({@code /name/1.0.0_peers}), 6 ({@code /name@1.0.0(peers)}) and 9 ({@code name@1.0.0}). The first two
 * tell of each package whether it is for development; for 9 it follows from what each needs ({@code snapshots}).
 */
final class PnpmLock {
    private static final String PACKAGES = "packages";
    private static final Pattern VERSION_5 =
            Pattern.compile("(?:[^/@][^/]*+)?/((?:@[^/]++/)?[^/@]++)/(\\d[^/_(]*+)(?:[_(].*+)?");
    private static final Pattern VERSION_6 =
            Pattern.compile("(?:[^/@(]++/|/)?((?:@[^/@]++/)?[^/@]++)@(\\d[^/_(]*+)(?:[_(].*+)?");

    private final PackageList found;
    private final DependencyGraph graph = new DependencyGraph();

    private PnpmLock(PackageList found) {
        this.found = found;
    }

    static void read(PackageFile file, PackageList found) throws IOException {
        PnpmLock lock = new PnpmLock(found);
        file.yaml(document -> document.fields(lock::graph, "it has no lockfileVersion", "lockfileVersion"));
        Predicate<String> developmentOnly = lock.graph.developmentOnly();
        file.yaml(document -> document.fields((section, value) -> {
            if (section.equals(PACKAGES)) {
                value.fields((key, entry) -> lock.add(key, entry.tree(), developmentOnly));
            }
        }));
    }

    private void graph(String section, TokenWalk value) throws IOException {
        switch (section) {
            case "importers" -> value.fields((directory, importer) -> importer(importer.tree()));
            case "snapshots" ->
                value.fields((key, snapshot) -> {
                    JsonNode needs = snapshot.tree();
                    need(key, needs.path("dependencies"));
                    need(key, needs.path("optionalDependencies"));
                });
            default -> {
                // The packages come when it is known what needs them.
            }
        }
    }

    /** In version 9 a dependency is {@code {specifier: ^1.0.0, version: 1.0.0(peers)}}; before, there is no need to know it. */
    private void importer(JsonNode importer) {
        for (String kind : new String[] {"dependencies", "optionalDependencies"}) {
            importer.path(kind)
                    .properties()
                    .forEach(one -> graph.production(identity(
                            key(one.getKey(), one.getValue().path("version").asText("")))));
        }
        if (!importer.path("devDependencies").isEmpty()) {
            graph.development();
        }
    }

    private void need(String key, JsonNode dependencies) {
        dependencies
                .properties()
                .forEach(one -> graph.need(
                        identity(key), identity(key(one.getKey(), one.getValue().asText()))));
    }

    /** The version of an alias is the key of what it stands for. */
    private static String key(String name, String version) {
        String plain = identity(version);
        return plain.indexOf('@', 1) > 0 ? plain : name + "@" + plain;
    }

    private static String identity(String key) {
        int peers = key.indexOf('(');
        return peers < 0 ? key : key.substring(0, peers);
    }

    private void add(String key, JsonNode entry, Predicate<String> developmentOnly) throws IOException {
        boolean development = entry.has("dev") ? entry.path("dev").asBoolean() : developmentOnly.test(identity(key));
        String name = entry.path("name").asText("");
        String version = entry.path("version").asText("");
        if (!name.isEmpty() && !version.isEmpty()) {
            NodeFiles.add(name + "@" + version, development, found);
            return;
        }
        for (Pattern form : new Pattern[] {VERSION_6, VERSION_5}) {
            Matcher parts = form.matcher(key);
            if (parts.matches()) {
                NodeFiles.add(parts.group(1) + "@" + parts.group(2), development, found);
                return;
            }
        }
    }
}
