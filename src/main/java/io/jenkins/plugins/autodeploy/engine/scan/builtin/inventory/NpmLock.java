package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * npm's {@code package-lock.json} and {@code npm-shrinkwrap.json}. Versions 2 and 3 have {@code packages} by the directory that each is installed in;
 * version 1 has {@code dependencies} by name and within each other, and version 2 those as well, for older npm.
 */
final class NpmLock {
    private static final String PACKAGES = "packages";
    private static final String DEPENDENCIES = "dependencies";
    private static final String MODULES = "node_modules/";

    private final PackageList found;
    private boolean hasPackages;

    private NpmLock(PackageList found) {
        this.found = found;
    }

    static void read(PackageFile file, PackageList found) throws IOException {
        NpmLock lock = new NpmLock(found);
        file.json(document -> document.fields(
                lock::section, "it has neither packages nor dependencies", "lockfileVersion", PACKAGES, DEPENDENCIES));
    }

    private void section(String name, TokenWalk value) throws IOException {
        switch (name) {
            case PACKAGES -> {
                hasPackages = true;
                value.fields((directory, entry) -> installed(directory, entry.tree()));
            }
            case DEPENDENCIES -> {
                if (!hasPackages) {
                    value.fields(this::dependency);
                }
            }
            default -> {
                // The project's own name and the like.
            }
        }
    }

    /** The project itself and its workspaces are not below {@code node_modules}, but for links to them. */
    private void installed(String directory, JsonNode entry) throws IOException {
        int modules = directory.lastIndexOf(MODULES);
        String version = entry.path("version").asText("");
        if (modules < 0 || entry.path("link").asBoolean() || !NodeFiles.isVersion(version)) {
            return;
        }
        String name = entry.path("name").asText(directory.substring(modules + MODULES.length()));
        boolean development = entry.path("dev").asBoolean();
        found.add(PackageEcosystem.NPM, name, version, development, NodeFiles.license(entry));
    }

    private void dependency(String name, TokenWalk entry) throws IOException {
        Dependency dependency = new Dependency(name);
        entry.fields((field, value) -> {
            switch (field) {
                case "version" -> dependency.version = value.text();
                case "dev" -> dependency.development = value.text().equals("true");
                case DEPENDENCIES -> value.fields(this::dependency);
                default -> {
                    // Where it comes from, and what it requires.
                }
            }
        });
        dependency.addTo(found);
    }

    /** An entry of version 1 while its fields come in. */
    private static final class Dependency {
        private static final String ALIAS = "npm:";

        private final String name;
        private String version = "";
        private boolean development;

        Dependency(String name) {
            this.name = name;
        }

        void addTo(PackageList found) throws IOException {
            boolean alias = version.startsWith(ALIAS);
            NodeFiles.add(alias ? version.substring(ALIAS.length()) : name + "@" + version, development, found);
        }
    }
}
