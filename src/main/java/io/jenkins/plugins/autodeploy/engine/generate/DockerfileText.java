package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes a Dockerfile. Values come from the project, so every method that takes one refuses what could end its instruction or mean something else in it; those are
 * faults of the caller, since detection lets no such value through. Words of the JSON form are encoded and may be anything.
 */
final class DockerfileText {
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9./_-]+(?::[A-Za-z0-9._-]+)?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._@+/*-]+");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\\\]+");

    private static final List<String> INIT = List.of(
            "sh",
            "-c",
            "\"$@\" & child=$!; trap 'kill -TERM $child' TERM INT; wait $child; status=$?; "
                    + "while kill -0 $child 2>/dev/null; do wait $child; status=$?; done; exit $status",
            "init");

    private final StringBuilder text = new StringBuilder();

    DockerfileText from(String image) {
        return line("FROM " + checked(IMAGE, image));
    }

    DockerfileText from(String image, String stage) {
        return line("FROM " + checked(IMAGE, image) + " AS " + checked(PATH, stage));
    }

    DockerfileText workdir(String path) {
        return line("WORKDIR " + checked(PATH, path));
    }

    /** Copies from the build context; the last path is the destination. */
    DockerfileText copy(String... paths) {
        return line("COPY " + paths(List.of(paths)));
    }

    /** @param stage of this file, or an image */
    DockerfileText copyFrom(String stage, String... paths) {
        return line("COPY --from=" + checked(IMAGE, stage) + " " + paths(List.of(paths)));
    }

    /** Copies for a user other than root. */
    DockerfileText copyOwned(String stage, int user, String... paths) {
        return line(
                "COPY --from=%s --chown=%d:%d %s".formatted(checked(PATH, stage), user, user, paths(List.of(paths))));
    }

    /** @param command of our own making; goes to the shell */
    DockerfileText run(String command) {
        return line("RUN " + checked(LINE, command));
    }

    /** Runs with directories that outlive the build, so that what was downloaded once is not downloaded again. */
    DockerfileText runCached(String command, String... caches) {
        StringBuilder mounts = new StringBuilder();
        for (String cache : caches) {
            mounts.append("--mount=type=cache,target=%s ".formatted(checked(PATH, cache)));
        }
        return line("RUN " + mounts + checked(LINE, command));
    }

    DockerfileText env(String name, String value) {
        return line("ENV %s=%s".formatted(checked(PATH, name), checked(LINE, value)));
    }

    DockerfileText label(String name, String value) {
        return line("LABEL %s=%s".formatted(checked(PATH, name), Json.write(checked(PATH, value))));
    }

    DockerfileText user(int id) {
        return line("USER %d:%d".formatted(id, id));
    }

    DockerfileText expose(int port) {
        return line("EXPOSE " + port);
    }

    /** Five tries leave a server close to a minute to start. */
    DockerfileText health(List<String> words) {
        return line("HEALTHCHECK --interval=10s --timeout=3s --retries=5 CMD " + json(words));
    }

    /**
     * Starts the command as the child of a shell that passes the signal to stop on. The kernel keeps signals from the first process of a container unless it has asked
     * for them, which a plain program of Node or Python has not.
     */
    DockerfileText commandWithInit(List<String> words) {
        return line("ENTRYPOINT " + json(INIT)).command(words);
    }

    DockerfileText command(List<String> words) {
        return line("CMD " + json(words));
    }

    DockerfileText blank() {
        return line("");
    }

    /** Lines of our own making, for what has no method here. */
    DockerfileText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String paths(List<String> paths) {
        return String.join(" ", paths.stream().map(path -> checked(PATH, path)).toList());
    }

    private static String json(List<String> words) {
        return "[" + String.join(", ", words.stream().map(Json::write).toList()) + "]";
    }

    private static String checked(Pattern allowed, String value) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException("Not fit for a Dockerfile: " + Json.write(value));
        }
        return value;
    }
}
