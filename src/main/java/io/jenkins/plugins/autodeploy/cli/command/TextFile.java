package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of at most 1 MiB that the user named. */
final class TextFile {
    private static final int LARGEST = 1 << 20;

    private TextFile() {}

    /** @throws InvalidInputException naming the option when the file cannot be read or is too large */
    static String read(String option, Path file) throws InvalidInputException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(LARGEST + 1);
            if (content.length <= LARGEST) {
                return new String(content, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new InvalidInputException(option, file, "a file that can be read");
        }
        throw new InvalidInputException(option, file, "a file of at most " + LARGEST + " bytes");
    }
}
