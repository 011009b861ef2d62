package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real workspace that remembers which temporary directories were made, to see that none is left. */
public final class WatchedWorkspace implements Workspace {
    private final DirectoryWorkspace workspace;
    private final List<Path> temporaries = new ArrayList<>();

    public WatchedWorkspace(Path root) throws IOException {
        workspace = new DirectoryWorkspace(root);
    }

    public List<Path> temporaries() {
        return temporaries;
    }

    public void assertThatNoTemporaryDirectoryIsLeft() {
        assertThat(temporaries).allSatisfy(directory -> assertThat(directory).doesNotExist());
    }

    @Override
    public String root() {
        return workspace.root();
    }

    @Override
    public boolean exists(String path) throws IOException {
        return workspace.exists(path);
    }

    @Override
    public boolean isDirectory(String path) throws IOException {
        return workspace.isDirectory(path);
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        return workspace.read(path, limit);
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        workspace.write(path, content);
    }

    @Override
    public TemporaryDirectory createTemporaryDirectory() throws IOException {
        TemporaryDirectory directory = workspace.createTemporaryDirectory();
        temporaries.add(Path.of(directory.path()));
        return directory;
    }
}
