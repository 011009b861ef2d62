package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes exports as OSV publishes them: a zip with a JSON file for each advisory. */
public final class OsvZip {
    private OsvZip() {}

    /** @param entries JSON, named by position */
    public static Path write(Path zip, String... entries) throws IOException {
        return write(zip, List.of(entries));
    }

    public static Path write(Path zip, Iterable<String> entries) throws IOException {
        Files.createDirectories(zip.getParent());
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            int number = 0;
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry("OSV-%d.json".formatted(number++)));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return zip;
    }

    /** An advisory with one package in one range. */
    public static String entry(String id, String ecosystem, String name, String introduced, String fixed) {
        return entry(id, """
                "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
                  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "%s"}, {"fixed": "%s"}]}]}]""".formatted(ecosystem, name, introduced, fixed));
    }

    /** @param fields JSON of the rest of the object */
    public static String entry(String id, String fields) {
        return """
                {"schema_version": "1.7.0", "id": "%s", "modified": "2024-05-01T10:00:00.123456Z", %s}""".formatted(id, fields);
    }
}
