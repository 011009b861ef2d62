package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts generated files into a project, each of them whole or not at all. */
public final class GeneratedFileWriter {
    private final Workspace workspace;
    private final String directory;

    /** @param directory the project's root relative to the workspace's, "." for the same */
    public GeneratedFileWriter(Workspace workspace, String directory) {
        this.workspace = workspace;
        this.directory = directory;
    }

    /** Writes the files that are not there yet. */
    public WrittenFiles writeMissing(List<GeneratedFile> files) throws IOException, InterruptedException {
        List<GeneratedFile> missing = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (GeneratedFile file : files) {
            if (workspace.exists(place(file))) {
                kept.add(file.path());
            } else {
                missing.add(file);
            }
        }
        return new WrittenFiles(overwrite(missing).written(), kept);
    }

    /** Writes all files, also over what is there. */
    public WrittenFiles overwrite(List<GeneratedFile> files) throws IOException, InterruptedException {
        for (GeneratedFile file : files) {
            workspace.write(place(file), file.content().getBytes(StandardCharsets.UTF_8));
        }
        return new WrittenFiles(files.stream().map(GeneratedFile::path).toList(), List.of());
    }

    private String place(GeneratedFile file) {
        return directory.equals(".") ? file.path() : directory + "/" + file.path();
    }
}
