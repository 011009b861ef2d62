package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The queues as one file of JSON, which is replaced whole: after a crash it is the old or the new one. */
record QueueFile(Path path) {
    private static final Logger LOGGER = Logger.getLogger(QueueFile.class.getName());
    private static final long LARGEST = 16L << 20;

    /** No queues where there is no file. A damaged one is put aside for people to look at: what it held is not known, and waiting for it would never end. */
    TargetQueues read() throws IOException {
        if (!Files.exists(path)) {
            return TargetQueues.NONE;
        }
        try {
            TargetQueues queues =
                    Files.size(path) > LARGEST ? null : Json.read(Files.readString(path), TargetQueues.class);
            if (queues != null && queues.queues().stream().allMatch(QueueFile::isWhole)) {
                return queues;
            }
            putAside(null);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            putAside(e);
        }
        return TargetQueues.NONE;
    }

    /** On disk when it returns. */
    void write(TargetQueues queues) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path half = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(Json.write(queues));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isWhole(TargetQueue queue) {
        return queue.target() != null
                && queue.places().stream().allMatch(place -> place.deployment() != null && place.entered() != null);
    }

    private void putAside(Exception cause) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
        LOGGER.log(Level.WARNING, cause, () -> "The queues of deployments were damaged and begin anew; see " + aside);
    }
}
