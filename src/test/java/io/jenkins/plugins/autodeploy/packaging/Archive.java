package io.jenkins.plugins.autodeploy.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An archive with all of its files.
 *
 * @param files contents by path; directories are left out
 */
record Archive(Map<String, byte[]> files) {
    static Archive open(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return read(in);
        }
    }

    private static Archive read(InputStream in) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new Archive(files);
    }

    /** An archive that is a file of this one. */
    Archive inner(String path) throws IOException {
        return read(new ByteArrayInputStream(files.get(path)));
    }

    Set<String> paths(String prefix, String suffix) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.endsWith(suffix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Attributes manifest() throws IOException {
        return new Manifest(new ByteArrayInputStream(files.get("META-INF/MANIFEST.MF"))).getMainAttributes();
    }
}
