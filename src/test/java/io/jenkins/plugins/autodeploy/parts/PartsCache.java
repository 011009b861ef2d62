package io.jenkins.plugins.autodeploy.parts;

import java.nio.file.Path;

/** Where {@code ./dev} keeps what it built and downloaded. */
final class PartsCache {
    private PartsCache() {}

    static Path of(String part) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("autodeploy").resolve(part);
    }
}
