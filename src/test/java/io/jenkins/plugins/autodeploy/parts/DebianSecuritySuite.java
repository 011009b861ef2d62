package io.jenkins.plugins.autodeploy.parts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What Debian has fixed in its security suite, by the package lists that {@code apt-get update} keeps. */
public final class DebianSecuritySuite {
    private static final Path HELPER = Path.of("/usr/lib/apt/apt-helper");

    /**
     * A source package in the version that fixes something.
     *
     * @param version of the source package
     */
    public record Update(String source, String version) {}

    private DebianSecuritySuite() {}

    static boolean isAvailable() {
        try {
            return Files.isExecutable(HELPER) && !lists().isEmpty();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** All updates, each once. */
    public static Set<Update> updates() {
        Set<Update> updates = new LinkedHashSet<>();
        for (String list : lists()) {
            String name = "";
            String version = "";
            String source = "";
            for (String line : run(HELPER.toString(), "cat-file", list)) {
                if (line.startsWith("Package: ")) {
                    name = line.substring("Package: ".length());
                } else if (line.startsWith("Version: ")) {
                    version = line.substring("Version: ".length());
                } else if (line.startsWith("Source: ")) {
                    source = line.substring("Source: ".length());
                } else if (line.isEmpty()) {
                    updates.add(update(name, version, source));
                    source = "";
                }
            }
        }
        return updates;
    }

    /** Lines of what a program prints. */
    public static List<String> run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                return lines.lines().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source is named only where it has another name or version: {@code openssl (3.0.9-1)}. */
    private static Update update(String name, String version, String source) {
        if (source.isEmpty()) {
            return new Update(name, version);
        }
        int bracket = source.indexOf(" (");
        return bracket < 0
                ? new Update(source, version)
                : new Update(source.substring(0, bracket), source.substring(bracket + 2, source.length() - 1));
    }

    private static List<String> lists() {
        return run(
                "apt-get",
                "indextargets",
                "--format",
                "$(FILENAME)",
                "Created-By: Packages",
                "Codename: bookworm-security");
    }
}
