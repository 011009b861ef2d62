package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Images that stand in for the official ones, made once by {@code src/dev/base-images.sh} and kept in the cache of {@code ./dev}. */
public final class BaseImages {
    private static final Path CACHE = PartsCache.of("images");
    private static final Path DEBOOTSTRAP = Path.of("/usr/sbin/debootstrap");
    private static final Path SCRIPT = Path.of("src/dev/base-images.sh");

    private BaseImages() {}

    /** Whether they are there or can be made here. */
    static boolean areAvailable() {
        return Files.exists(CACHE.resolve("debian.tar")) || Files.isExecutable(DEBOOTSTRAP);
    }

    /**
     * Takes them into an engine.
     *
     * @param names as the script names them: {@code nginx}, {@code python}, {@code node}
     */
    public static void load(DockerEngine engine, String... names) throws IOException, InterruptedException {
        Files.createDirectories(CACHE);
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString(), CACHE.toString()));
        command.addAll(List.of(names));
        ProcessBuilder script = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(CACHE.resolve("log").toFile());
        script.environment().put("DOCKER_HOST", engine.host());
        if (script.start().waitFor() != 0) {
            throw new IOException("The base images could not be made, see " + CACHE);
        }
        for (String image : names) {
            engine.ask("load", "-q", "-i", CACHE.resolve(image + ".tar").toString());
        }
    }
}
