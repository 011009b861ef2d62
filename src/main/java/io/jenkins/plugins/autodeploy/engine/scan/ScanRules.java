package io.jenkins.plugins.autodeploy.engine.scan;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request must be before anything runs. */
final class ScanRules {
    private static final Pattern SERVER = Pattern.compile("https?://[^\\s/]\\S*");

    private final Workspace workspace;

    ScanRules(Workspace workspace) {
        this.workspace = workspace;
    }

    void check(ScanRequest request) throws InvalidInputException, InterruptedException {
        scanner(request.scanner());
        if (request.checks().isEmpty()) {
            String kinds =
                    Stream.of(FindingKind.values()).map(FindingKind::label).collect(Collectors.joining(", "));
            throw new InvalidInputException("checks", "", "at least one of " + kinds);
        }
        if (request.target().isImage()) {
            image("image", request.target().image());
        } else {
            directory(request.target().directory());
        }
        if (request.options().container() != null) {
            image("scannerImage", request.options().container());
        }
        server(request.options().server());
        globs(request.exclude());
        inWorkspace("sbom", request.sbom());
        inWorkspace("sarif", request.sarif());
        if (request.timeout().isNegative() || request.timeout().isZero()) {
            throw new InvalidInputException("timeoutMinutes", request.timeout().toMinutes(), "a number above 0");
        }
    }

    private static void scanner(String scanner) throws InvalidInputException {
        List<String> names = ScannerChoice.named(scanner);
        boolean known =
                scanner.equals(ScannerChoice.AUTO) || !names.isEmpty() && ScannerChoice.NAMES.containsAll(names);
        if (!known) {
            throw new InvalidInputException(
                    "scanner", scanner, "auto, or any of " + String.join(", ", ScannerChoice.NAMES));
        }
    }

    private static void server(@CheckForNull String server) throws InvalidInputException {
        if (server != null && !SERVER.matcher(server).matches()) {
            throw new InvalidInputException("server", server, "an address such as https://trivy.example.com");
        }
    }

    private static void image(String parameter, String image) throws InvalidInputException {
        try {
            // An image's id is no reference, but docker and Trivy both take it.
            if (!image.matches("sha256:[0-9a-f]{64}")) {
                ImageReference.parse(image);
            }
        } catch (InvalidImageReferenceException e) {
            throw new InvalidInputException(
                    parameter, image, "an image reference such as registry.example.com/team/app:1.0");
        }
    }

    private void directory(String directory) throws InvalidInputException, InterruptedException {
        boolean there;
        try {
            there = workspace.isDirectory(directory);
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            throw new InvalidInputException("dir", directory, "a directory in the workspace");
        }
    }

    private static void globs(List<String> globs) throws InvalidInputException {
        for (String glob : globs) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException("exclude", glob, "a glob such as vendor/**");
            }
        }
    }

    private void inWorkspace(String parameter, @CheckForNull String path)
            throws InvalidInputException, InterruptedException {
        try {
            if (path != null) {
                workspace.exists(path);
            }
        } catch (IOException e) {
            throw new InvalidInputException(parameter, path, "a file in the workspace");
        }
    }
}
