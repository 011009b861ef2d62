package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;

/**
 * The files of a project where its processes run: a directory on a terminal, a {@code FilePath} in Jenkins. All paths are relative to the project's root with
 * {@code /}; one that leads out of the root, also through a link, is refused with an {@link IOException}.
 */
public interface Workspace {
    /** The absolute path of the root, as processes on its machine name it. */
    String root();

    boolean exists(String path) throws IOException, InterruptedException;

    boolean isDirectory(String path) throws IOException, InterruptedException;

    /** @throws IOException when it is not a readable file or has more than {@code limit} bytes */
    byte[] read(String path, int limit) throws IOException, InterruptedException;

    /** Writes a file whole (to a temporary name, then renamed); makes its directories. */
    void write(String path, byte[] content) throws IOException, InterruptedException;

    /** Makes an empty directory outside the source tree that only the owner can read. */
    TemporaryDirectory createTemporaryDirectory() throws IOException, InterruptedException;

    /** A directory for secrets and intermediate files; closing it deletes it with all that it holds. */
    interface TemporaryDirectory extends AutoCloseable {
        /** The absolute path, as processes on its machine name it. */
        String path();

        /** Writes a file that only the owner can read; {@code name} has no directory. */
        void write(String name, byte[] content) throws IOException, InterruptedException;

        /** @throws IOException when it is not there or has more than {@code limit} bytes */
        byte[] read(String name, int limit) throws IOException, InterruptedException;

        @Override
        void close() throws IOException, InterruptedException;
    }
}
