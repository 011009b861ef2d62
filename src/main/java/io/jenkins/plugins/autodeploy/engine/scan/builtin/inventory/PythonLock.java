package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The TOML locks with a table a package: {@code poetry.lock}, {@code pdm.lock} and pip's {@code pylock.toml} (PEP 751). */
final class PythonLock {
    /** What Poetry calls the group of what is needed to run, and PDM. */
    private static final Set<String> RUNTIME = Set.of("main", "default");

    private static final List<String> EVEN_WHEN_EMPTY = List.of("metadata", "version", "lock-version");

    private PythonLock() {}

    /** Poetry 2 has {@code groups}; before 1.5 it had {@code category}; between them it did not tell. */
    static void readPoetry(PackageFile file, PackageList found) throws IOException {
        for (JsonNode one : packages(file, "package")) {
            String source = one.path("source").path("type").asText("");
            if (!Set.of("directory", "file").contains(source)) {
                boolean development = one.has("groups")
                        ? isForDevelopment(one.path("groups"))
                        : one.path("category").asText("main").equals("dev");
                add(one, development, found);
            }
        }
    }

    static void readPdm(PackageFile file, PackageList found) throws IOException {
        for (JsonNode one : packages(file, "package")) {
            if (!one.has("path")) {
                add(one, isForDevelopment(one.path("groups")), found);
            }
        }
    }

    static void readPylock(PackageFile file, PackageList found) throws IOException {
        for (JsonNode one : packages(file, "packages")) {
            if (!one.has("directory")) {
                add(one, false, found);
            }
        }
    }

    /** @param field the tables' name, which a lock of nothing does not have */
    static JsonNode packages(PackageFile file, String field) throws IOException {
        JsonNode document = file.toml();
        JsonNode packages = document.path(field);
        boolean none = packages.isMissingNode() && EVEN_WHEN_EMPTY.stream().anyMatch(document::has);
        if (!packages.isArray() && !none) {
            throw new MalformedContentException("it has no list of packages");
        }
        return packages;
    }

    private static boolean isForDevelopment(JsonNode groups) {
        for (JsonNode group : groups) {
            if (RUNTIME.contains(group.asText())) {
                return false;
            }
        }
        return !groups.isEmpty();
    }

    /** Adds what a table names; what comes from a directory may have no version. */
    static void add(JsonNode one, boolean development, PackageList found) throws IOException {
        String name = one.path("name").asText("");
        String version = one.path("version").asText("");
        if (!name.isEmpty() && !version.isEmpty()) {
            found.add(PackageEcosystem.PYPI, name, version, development, null);
        }
    }
}
