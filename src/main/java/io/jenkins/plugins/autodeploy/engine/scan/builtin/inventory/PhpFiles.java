package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** PHP's: Composer's {@code composer.lock}, and {@code vendor/composer/installed.json} of what is installed. */
final class PhpFiles implements EcosystemFiles {
    private static final String PACKAGES = "packages";
    private static final String FOR_DEVELOPMENT = "packages-dev";
    /** Tags are often written with a {@code v} that Composer's own versions do not have. */
    private static final Pattern TAG = Pattern.compile("v\\d.*+");

    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        return EcosystemFiles.fileName(path).equals("composer.lock") ? PhpFiles::readLock : null;
    }

    @Override
    @CheckForNull
    public PackageFormat installed(String path) {
        return ("/" + path).endsWith("/composer/installed.json") ? PhpFiles::readInstalled : null;
    }

    private static void readLock(PackageFile file, PackageList found) throws IOException {
        TokenWalk.Field section = (name, value) -> {
            if (name.equals(PACKAGES) || name.equals(FOR_DEVELOPMENT)) {
                value.items(one -> add(one.tree(), name.equals(FOR_DEVELOPMENT), found));
            }
        };
        file.json(document -> document.fields(section, "it has no list of packages", PACKAGES, FOR_DEVELOPMENT));
    }

    /** Composer 1 wrote the list alone; Composer 2 tells after the list which of it is for development. */
    private static void readInstalled(PackageFile file, PackageList found) throws IOException {
        Set<String> development = new HashSet<>();
        file.json(document -> document.fields((section, value) -> {
            if (section.equals("dev-package-names")) {
                value.items(name -> development.add(name.text()));
            }
        }));
        file.json(document -> {
            if (document.isArray()) {
                document.items(one -> add(one.tree(), false, found));
            }
            document.fields((section, value) -> {
                if (section.equals(PACKAGES)) {
                    value.items(item -> {
                        JsonNode one = item.tree();
                        add(one, development.contains(one.path("name").asText("")), found);
                    });
                }
            });
        });
    }

    private static void add(JsonNode one, boolean development, PackageList found) throws IOException {
        String name = one.path("name").asText("");
        String version = one.path("version").asText("");
        if (!name.isEmpty() && !version.isEmpty()) {
            String plain = TAG.matcher(version).matches() ? version.substring(1) : version;
            found.add(PackageEcosystem.PACKAGIST, name, plain, development, license(one.path("license")));
        }
    }

    /** Several are to choose from. */
    @CheckForNull
    private static String license(JsonNode licenses) {
        List<String> all = new ArrayList<>();
        licenses.forEach(license -> all.add(license.asText()));
        return all.isEmpty() ? licenses.asText(null) : String.join(" OR ", all);
    }
}
