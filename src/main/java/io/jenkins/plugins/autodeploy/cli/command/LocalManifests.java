package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ManifestFiles;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The manifests that a user names in a terminal: files and folders anywhere on this machine. Patterns are the shell's work. */
final class LocalManifests {
    private static final String OPTION = "--manifests";

    private final CommandRunner runner;

    /** @param runner runs kustomize */
    LocalManifests(CommandRunner runner) {
        this.runner = runner;
    }

    List<ManifestText> read(List<Path> paths) throws InvalidInputException, InterruptedException {
        List<ManifestText> texts = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                texts.addAll(folder(path));
            } else {
                texts.add(new ManifestText(path.toString(), TextFile.read(OPTION, path)));
            }
        }
        return texts;
    }

    private List<ManifestText> folder(Path folder) throws InvalidInputException, InterruptedException {
        try {
            return new ManifestFiles(new DirectoryWorkspace(folder), pattern -> files(folder, pattern), runner)
                    .read(".").stream()
                            .map(text ->
                                    new ManifestText(folder.resolve(text.name()).toString(), text.text()))
                            .toList();
        } catch (IOException e) {
            throw new InvalidInputException(OPTION, folder, "a folder whose files can be read: " + e.getMessage());
        }
    }

    private static List<String> files(Path folder, String pattern) throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(folder, pattern)) {
            matching.forEach(file -> files.add(file.getFileName().toString()));
        }
        return files;
    }
}
