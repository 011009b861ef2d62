package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The last passed scan of each of a job's targets, in one small file beside the job's history: so that a scan is compared with it without loading a run. Losing the file costs
 * one comparison. Scans that end at the same time in one process, as the branches of a run do, keep each other's; those of several processes may overwrite each other.
 */
public final class PassedScans {
    private static final int MOST_TARGETS = 20;
    private static final int LARGEST_FILE = 8 << 20;
    private static final TypeReference<LinkedHashMap<String, PassedScan>> BY_TARGET = new TypeReference<>() {};

    private final Path file;

    public PassedScans(Path file) {
        this.file = file;
    }

    /** Empty when there is none, or when what is there cannot be read. */
    public Optional<PassedScan> of(String target) {
        return Optional.ofNullable(read().get(target));
    }

    /** Keeps a scan in the place of the one before it. */
    public void keep(String target, PassedScan scan) throws IOException {
        // Each scan has an instance of its own; writing is short and seldom enough for one lock.
        synchronized (PassedScans.class) {
            Map<String, PassedScan> scans = read();
            scans.remove(target);
            scans.put(target, scan);
            while (scans.size() > MOST_TARGETS) {
                scans.remove(scans.keySet().iterator().next());
            }
            write(scans);
        }
    }

    private void write(Map<String, PassedScan> scans) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path half = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.writeString(half, Json.write(scans));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private Map<String, PassedScan> read() {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return new LinkedHashMap<>();
            }
            return Json.read(Files.readString(file), BY_TARGET);
        } catch (IOException e) {
            // It only helps to compare: it is written anew by the next scan that passes.
            return new LinkedHashMap<>();
        }
    }
}
