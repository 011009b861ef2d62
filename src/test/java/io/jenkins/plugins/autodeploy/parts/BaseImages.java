package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Images that stand in for the official ones, made once by {@code src/dev/base-images.sh} and kept in the cache of {@code ./dev}. */
public final class BaseImages {
    private static final Path SCRIPT = Path.of("src/dev/base-images.sh");

    private BaseImages() {}

    /** Whether they are there or can be made here. */
    public static boolean areAvailable() {
        return Files.exists(cache().resolve("python.tar")) || Files.isExecutable(Path.of("/usr/sbin/debootstrap"));
    }

    /**
     * Takes them into an engine.
     *
     * @param names as the script names them: {@code nginx}, {@code python}, {@code node}
     */
    public static void load(DockerEngine engine, String... names) throws IOException, InterruptedException {
        Files.createDirectories(cache());
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString(), cache().toString()));
        command.addAll(List.of(names));
        ProcessBuilder script = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(cache().resolve("log").toFile());
        script.environment().put("DOCKER_HOST", engine.host());
        if (script.start().waitFor() != 0) {
            throw new IOException("The base images could not be made, see " + cache());
        }
        for (String image : names) {
            engine.ask("load", "-q", "-i", cache().resolve(image + ".tar").toString());
        }
    }

    private static Path cache() {
        String base = System.getenv("XDG_CACHE_HOME");
        Path home =
                base != null && !base.isEmpty() ? Path.of(base) : Path.of(System.getProperty("user.home"), ".cache");
        return home.resolve("autodeploy").resolve("images");
    }
}
