package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;

/** Rust's {@code Cargo.lock}. It does not tell what is for development. */
final class RustFiles implements EcosystemFiles {
    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        return EcosystemFiles.fileName(path).equals("Cargo.lock") ? RustFiles::read : null;
    }

    /** What has no source is of the workspace itself. */
    private static void read(PackageFile file, PackageList found) throws IOException {
        JsonNode document = file.toml();
        if (!document.has("package") && !document.has("version")) {
            throw new MalformedContentException("it has no list of packages");
        }
        for (JsonNode one : document.path("package")) {
            String name = one.path("name").asText("");
            String version = one.path("version").asText("");
            if (one.has("source") && !name.isEmpty() && !version.isEmpty()) {
                found.add(PackageEcosystem.CRATES_IO, name, version);
            }
        }
    }
}
