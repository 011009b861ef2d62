package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** The files that are not to be looked at, by their globs. */
final class ExcludedFiles {
    private final List<PathMatcher> globs;

    ExcludedFiles(List<String> globs) {
        this.globs = globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }

    /** @param path within the target, with {@code /} */
    boolean contains(String path) {
        if (globs.isEmpty()) {
            return false;
        }
        try {
            Path file = Path.of(path);
            return globs.stream().anyMatch(glob -> glob.matches(file));
        } catch (InvalidPathException e) {
            // A name in an image that this system has no files of.
            return false;
        }
    }
}
