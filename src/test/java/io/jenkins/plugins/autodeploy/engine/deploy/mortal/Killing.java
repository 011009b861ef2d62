package io.jenkins.plugins.autodeploy.engine.deploy.mortal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has deployments made by processes that are killed, and keeps what makes these start quickly from one deployment to the next. */
public final class Killing {
    private final Path directory;
    private QuickJava java;

    /** @param directory for all that is kept */
    public Killing(Path directory) {
        this.directory = directory;
    }

    /** A place of its own for what a deployment leaves. */
    public Path place(String id) throws IOException {
        return Files.createDirectories(directory.resolve(id));
    }

    /**
     * Has a deployment made by processes that die, each further than the one before.
     *
     * @param first is done before by a process that lives
     */
    public ManyLives of(Mission first, Mission killed) throws Exception {
        if (java == null) {
            java = QuickJava.trainedBy(first.immortal(), directory);
        } else {
            java.run(first.immortal());
        }
        return ManyLives.of(killed, java);
    }
}
