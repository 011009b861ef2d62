package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The web server of the machine, with configurations of the tests' own. */
public final class Nginx {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private Nginx() {}

    static boolean isAvailable() {
        return Files.isExecutable(PROGRAM);
    }

    /** What {@code nginx -t} says of a configuration, and whether it is content with it. */
    public record Verdict(boolean accepted, String output) {}

    public static Verdict test(Path configuration, Path directory) throws IOException, InterruptedException {
        Process process = start(configuration, directory, "-t");
        String output = new String(process.getInputStream().readAllBytes());
        return new Verdict(process.waitFor() == 0, output);
    }

    /** Serves until the process is destroyed. */
    public static Process serve(Path configuration, Path directory) throws IOException {
        return start(configuration, directory, "-g", "daemon off;");
    }

    private static Process start(Path configuration, Path directory, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                PROGRAM.toString(), "-p", directory.toString(), "-e", "stderr", "-c", configuration.toString());
        builder.command().addAll(List.of(arguments));
        return builder.redirectErrorStream(true).start();
    }
}
