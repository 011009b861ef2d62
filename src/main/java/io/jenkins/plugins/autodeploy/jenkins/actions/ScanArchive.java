package io.jenkins.plugins.autodeploy.jenkins.actions;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.StreamBuildListener;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.util.VirtualFile;

/**
 * The documents of one scan among the artifacts of its build, below {@code autodeploy/scan/} ({@code autodeploy/scan-2/} for the second scan of the build): so that they lie where this Jenkins stores
 * artifacts, and go when those go.
 */
final class ScanArchive {
    private final Run<?, ?> run;
    private final String directory;

    /** @param scan the name of the scan within its build: {@code scan}, {@code scan-2} */
    ScanArchive(Run<?, ?> run, String scan) {
        this.run = run;
        this.directory = directory(scan);
    }

    /** Relative to the build's artifacts, without a slash at the end. */
    static String directory(String scan) {
        return "autodeploy/" + scan;
    }

    /** Stores the documents. */
    void write(List<ScanDocument> documents, TaskListener listener) throws IOException, InterruptedException {
        FilePath temporary =
                new FilePath(Files.createTempDirectory("autodeploy-scan").toFile());
        try {
            Map<String, String> artifacts = new LinkedHashMap<>();
            for (ScanDocument document : documents) {
                Files.write(Path.of(temporary.getRemote(), document.name()), document.content());
                artifacts.put(directory + "/" + document.name(), document.name());
            }
            run.pickArtifactManager()
                    .archive(
                            temporary,
                            new Launcher.LocalLauncher(listener),
                            new StreamBuildListener(listener.getLogger(), StandardCharsets.UTF_8),
                            artifacts);
        } finally {
            temporary.deleteRecursive();
        }
    }

    /** A document; empty when it is not there any more. */
    Optional<InputStream> open(String document) throws IOException {
        VirtualFile file = run.getArtifactManager().root().child(directory).child(document);
        return file.isFile() ? Optional.of(file.open()) : Optional.empty();
    }
}
