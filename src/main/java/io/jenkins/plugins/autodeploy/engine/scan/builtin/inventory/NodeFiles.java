package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/** Node's: the lock files of npm, Yarn, pnpm and Bun, and the packages in {@code node_modules}. */
final class NodeFiles implements EcosystemFiles {
    /** A package's own description, not one of the many that packages carry further down for their parts and tests. */
    private static final Pattern INSTALLED =
            Pattern.compile("(?:.*/)?node_modules/(?:@[^/]++/)?[^/@.][^/]*+/package\\.json");

    private static final Set<String> DESCRIBING = Set.of("name", "version", "license", "licenses");
    private static final Pattern VERSION = Pattern.compile("v?\\d[^/:]*+");

    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        return switch (EcosystemFiles.fileName(path)) {
            case "package-lock.json", "npm-shrinkwrap.json" -> NpmLock::read;
            case "yarn.lock" -> YarnLock::read;
            case "pnpm-lock.yaml" -> PnpmLock::read;
            case "bun.lock" -> BunLock::read;
            default -> null;
        };
    }

    @Override
    @CheckForNull
    public PackageFormat installed(String path) {
        return path.endsWith("/package.json") && INSTALLED.matcher(path).matches() ? NodeFiles::readInstalled : null;
    }

    /** Whether it is a version of a registry, not the address of an archive, directory or repository; those may carry passwords. */
    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** The package of {@code name@version}; none when the version is an address. */
    static void add(String nameAtVersion, boolean development, PackageList found) throws IOException {
        int at = nameAtVersion.indexOf('@', 1);
        if (at > 0 && isVersion(nameAtVersion.substring(at + 1))) {
            String name = nameAtVersion.substring(0, at);
            found.add(PackageEcosystem.NPM, name, nameAtVersion.substring(at + 1), development, null);
        }
    }

    private static void readInstalled(PackageFile file, PackageList found) throws IOException {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        file.json(document -> document.fields((field, value) -> {
            if (DESCRIBING.contains(field)) {
                description.set(field, value.tree());
            }
        }));
        String name = description.path("name").asText("");
        String version = description.path("version").asText("");
        if (!name.isEmpty() && isVersion(version)) {
            found.add(PackageEcosystem.NPM, name, version, false, license(description));
        }
    }

    /** An expression, or as packages of old have it: {@code {"type": "MIT"}}, or a list of those to choose from. */
    @CheckForNull
    static String license(JsonNode description) {
        JsonNode license = description.has("license") ? description.get("license") : description.path("licenses");
        JsonNode one = license.isArray() && license.size() == 1 ? license.get(0) : license;
        return one.isTextual() ? one.asText() : one.path("type").asText(null);
    }
}
