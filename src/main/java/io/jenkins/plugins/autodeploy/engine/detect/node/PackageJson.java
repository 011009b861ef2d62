package io.jenkins.plugins.autodeploy.engine.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a {@code package.json} that tell how a package is built and started. */
record PackageJson(JsonNode json) {
    static final String FILE = "package.json";
    /** What {@code npm init} writes, and which fails. */
    private static final String NO_TEST = "no test specified";

    /** Empty when the directory has none that can be used. */
    static Optional<PackageJson> of(SourceDirectory directory) {
        JsonNode json = directory.json(FILE);
        return json.isObject() ? Optional.of(new PackageJson(json)) : Optional.empty();
    }

    String name() {
        return json.path("name").asText(null);
    }

    /** The range under which a package is needed when it runs. */
    Optional<String> dependency(String packageName) {
        return text(json.path("dependencies").path(packageName));
    }

    /** The range under which a package is needed when it runs or is built. */
    Optional<String> anyDependency(String packageName) {
        return dependency(packageName)
                .or(() -> text(json.path("devDependencies").path(packageName)))
                .or(() -> text(json.path("peerDependencies").path(packageName)));
    }

    Optional<String> script(String name) {
        return text(json.path("scripts").path(name)).filter(script -> !script.contains(NO_TEST));
    }

    /** What the scripts call. */
    List<String> scripts() {
        List<String> all = new ArrayList<>();
        json.path("scripts").forEach(script -> all.add(script.asText("")));
        return all;
    }

    /** The file that is the package when it is run or required. */
    Optional<String> main() {
        return text(json.path("main")).or(() -> text(json.path("module")));
    }

    /** The release that Volta is told. */
    Optional<String> volta() {
        return text(json.path("volta").path("node"));
    }

    /** The range of releases that it runs on. */
    Optional<String> engine() {
        return text(json.path("engines").path("node"))
                .or(() -> text(json.path("devEngines").path("runtime").path("version")));
    }

    boolean hasEngine(String name) {
        return text(json.path("engines").path(name)).isPresent();
    }

    /** {@code pnpm@9.1.0}, for Corepack. */
    Optional<String> packageManager() {
        return text(json.path("packageManager"));
    }

    /** Whether it says what others get who import it. */
    boolean isImported() {
        return json.has("exports") || json.has("types") || json.has("typings") || json.has("peerDependencies");
    }

    /** npm and yarn name the members of a workspace in its root. */
    boolean hasWorkspaces() {
        return !json.path("workspaces").isEmpty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank()
                ? Optional.of(node.textValue().strip())
                : Optional.empty();
    }
}
