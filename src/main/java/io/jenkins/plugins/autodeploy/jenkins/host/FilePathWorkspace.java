package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.io.File;
import java.io.IOException;
import jenkins.MasterToSlaveFileCallable;

/** A step's workspace, on whatever agent it is. Each access is one callable that applies {@link DirectoryWorkspace}'s rules on the agent itself. */
public final class FilePathWorkspace implements Workspace {
    private static final int OWNER_ONLY = 0700;

    private final FilePath root;

    public FilePathWorkspace(FilePath root) {
        this.root = root;
    }

    @Override
    public String root() {
        return root.getRemote();
    }

    @Override
    public boolean exists(String path) throws IOException, InterruptedException {
        return root.act(new Exists(path));
    }

    @Override
    public boolean isDirectory(String path) throws IOException, InterruptedException {
        return root.act(new IsDirectory(path));
    }

    @Override
    public byte[] read(String path, int limit) throws IOException, InterruptedException {
        return root.act(new Read(path, limit));
    }

    @Override
    public void write(String path, byte[] content) throws IOException, InterruptedException {
        root.act(new Write(path, content));
    }

    /** Beside the workspace where Jenkins keeps such things ({@code NAME@tmp}), because that folder is seen inside containers too. */
    @Override
    public TemporaryDirectory createTemporaryDirectory() throws IOException, InterruptedException {
        FilePath temporary = WorkspaceList.tempDir(root);
        if (temporary == null) {
            throw new IOException("The workspace " + root.getRemote() + " has no place for temporary files beside it");
        }
        temporary.mkdirs();
        FilePath directory = temporary.createTempDir("autodeploy", "tmp");
        directory.chmod(OWNER_ONLY);
        return new RemoteTemporaryDirectory(directory);
    }

    private record RemoteTemporaryDirectory(FilePath directory) implements TemporaryDirectory {
        @Override
        public String path() {
            return directory.getRemote();
        }

        @Override
        public void write(String name, byte[] content) throws IOException, InterruptedException {
            directory.act(new Write(name, content));
        }

        @Override
        public byte[] read(String name, int limit) throws IOException, InterruptedException {
            return directory.act(new Read(name, limit));
        }

        @Override
        public void close() throws IOException, InterruptedException {
            directory.deleteRecursive();
        }
    }

    private static final class Exists extends MasterToSlaveFileCallable<Boolean> {
        private static final long serialVersionUID = 1L;
        private final String path;

        Exists(String path) {
            this.path = path;
        }

        @Override
        public Boolean invoke(File directory, VirtualChannel channel) throws IOException {
            return new DirectoryWorkspace(directory.toPath()).exists(path);
        }
    }

    private static final class IsDirectory extends MasterToSlaveFileCallable<Boolean> {
        private static final long serialVersionUID = 1L;
        private final String path;

        IsDirectory(String path) {
            this.path = path;
        }

        @Override
        public Boolean invoke(File directory, VirtualChannel channel) throws IOException {
            return new DirectoryWorkspace(directory.toPath()).isDirectory(path);
        }
    }

    private static final class Read extends MasterToSlaveFileCallable<byte[]> {
        private static final long serialVersionUID = 1L;
        private final String path;
        private final int limit;

        Read(String path, int limit) {
            this.path = path;
            this.limit = limit;
        }

        @Override
        public byte[] invoke(File directory, VirtualChannel channel) throws IOException {
            return new DirectoryWorkspace(directory.toPath()).read(path, limit);
        }
    }

    private static final class Write extends MasterToSlaveFileCallable<Void> {
        private static final long serialVersionUID = 1L;
        private final String path;
        private final byte[] content;

        Write(String path, byte[] content) {
            this.path = path;
            this.content = content.clone();
        }

        @Override
        public Void invoke(File directory, VirtualChannel channel) throws IOException {
            new DirectoryWorkspace(directory.toPath()).write(path, content);
            return null;
        }
    }
}
