package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;

/** uv's {@code uv.lock}: a table a package, the project and its workspace among them, with what each needs. */
final class UvLock {
    private static final Set<String> LOCAL = Set.of("virtual", "editable", "directory");

    private UvLock() {}

    static void read(PackageFile file, PackageList found) throws IOException {
        JsonNode packages = PythonLock.packages(file, "package");
        DependencyGraph graph = new DependencyGraph();
        packages.forEach(one -> addTo(graph, one));
        Predicate<String> developmentOnly = graph.developmentOnly();
        for (JsonNode one : packages) {
            if (!isLocal(one)) {
                PythonLock.add(one, developmentOnly.test(one.path("name").asText("")), found);
            }
        }
    }

    private static void addTo(DependencyGraph graph, JsonNode one) {
        String name = one.path("name").asText("");
        need(graph, name, one.path("dependencies"));
        one.path("optional-dependencies").forEach(extra -> need(graph, name, extra));
        if (isLocal(one)) {
            graph.production(name);
            if (!one.path("dev-dependencies").isEmpty()) {
                graph.development();
            }
        }
    }

    private static void need(DependencyGraph graph, String name, JsonNode dependencies) {
        dependencies.forEach(
                dependency -> graph.need(name, dependency.path("name").asText("")));
    }

    private static boolean isLocal(JsonNode one) {
        return LOCAL.stream().anyMatch(one.path("source")::has);
    }
}
