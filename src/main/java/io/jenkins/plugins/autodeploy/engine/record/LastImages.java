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
 * The image that a job built last for each repository, whole, in one small file beside the job's history: so that a build is compared with the one before it without loading that. Losing the file
 * costs one comparison. Runs of a job that end at the same time may overwrite each other; the last one stays.
 */
public final class LastImages {
    private static final int MOST_REPOSITORIES = 20;
    private static final int LARGEST_FILE = 8 << 20;
    private static final TypeReference<LinkedHashMap<String, BuiltImage>> BY_REPOSITORY = new TypeReference<>() {};

    private final Path file;

    public LastImages(Path file) {
        this.file = file;
    }

    /** Empty when there is none, or when what is there cannot be read. */
    public Optional<BuiltImage> of(String repository) {
        return Optional.ofNullable(read().get(repository));
    }

    /** Keeps an image in the place of the one before it. */
    public void keep(String repository, BuiltImage image) throws IOException {
        Map<String, BuiltImage> images = read();
        images.remove(repository);
        images.put(repository, image);
        while (images.size() > MOST_REPOSITORIES) {
            images.remove(images.keySet().iterator().next());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path half = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.writeString(half, Json.write(images));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private Map<String, BuiltImage> read() {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return new LinkedHashMap<>();
            }
            return Json.read(Files.readString(file), BY_REPOSITORY);
        } catch (IOException e) {
            // It only helps to compare: it is written anew by the next image.
            return new LinkedHashMap<>();
        }
    }
}
