package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * JavaScript libraries that lie in a project as files, known by the repository of <a href="https://github.com/RetireJS/retire.js">retire.js</a>
 * ({@code jsrepository.json}). Of its extractors those for paths, file names, contents and hashes are used; the ones that run
 * the library are not. Safe for use by several threads.
 */
public final class JavaScriptLibraries {
    /** The repository's file in a directory of advisories. */
    static final String FILE = "jsrepository.json";

    /** The ecosystem of what {@link #identify} finds: not npm's, whose package of the same name may be another. */
    public static final String ECOSYSTEM = "JavaScript";

    private static final int LARGEST = 16 << 20;
    private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?js");

    private final Map<String, JavaScriptLibrary> libraries;
    private final Instant time;

    private JavaScriptLibraries(Map<String, JavaScriptLibrary> libraries, Instant time) {
        this.libraries = libraries;
        this.time = time;
    }

    /** @throws AdvisoriesUnusableException when the file is not such a repository */
    static JavaScriptLibraries load(Path file) throws AdvisoriesUnusableException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw unusable(file, "is larger than %d MB".formatted(LARGEST >> 20), null);
            }
            JsonNode tree = AdvisoryJson.MAPPER.readTree(content);
            if (!tree.isObject() || tree.isEmpty()) {
                throw unusable(file, "names no libraries", null);
            }
            Map<String, JavaScriptLibrary> libraries = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : tree.properties()) {
                String name = AdvisoryText.word(field.getKey());
                if (name != null) {
                    libraries.put(name, JavaScriptLibrary.of(name, field.getValue()));
                }
            }
            return new JavaScriptLibraries(
                    libraries, Files.getLastModifiedTime(file).toInstant());
        } catch (IllegalArgumentException e) {
            throw unusable(file, "is not the repository of retire.js: " + e.getMessage(), e);
        } catch (IOException e) {
            throw unusable(file, "cannot be read", e);
        }
    }

    /**
     * The libraries that a file is or holds.
     *
     * @param path of the file within the target, with {@code /}
     * @throws AdvisoriesUnusableException when a pattern of the repository takes too long on the file
     * @throws InterruptedIOException when the thread was interrupted
     */
    public List<SoftwarePackage> identify(String path, String text)
            throws AdvisoriesUnusableException, InterruptedIOException {
        if (!SCRIPT.matcher(path).matches()) {
            return List.of();
        }
        String hash = hash(text);
        List<SoftwarePackage> found = new ArrayList<>();
        for (JavaScriptLibrary library : libraries.values()) {
            try {
                library.versions("/" + path, text, hash)
                        .forEach(version -> found.add(SoftwarePackage.of(
                                ECOSYSTEM, library.name(), version, packageUrl(library, version), place(path))));
            } catch (BoundedSearch.StoppedException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("The scan was aborted");
                }
                throw new AdvisoriesUnusableException(
                        "Whether %s holds %s cannot be told: a pattern of %s takes too long on it"
                                .formatted(place(path), library.name(), FILE),
                        e);
            }
        }
        return found;
    }

    /** What is known against libraries that {@link #identify} found. */
    List<Finding> findings(List<SoftwarePackage> packages) throws AdvisoriesUnusableException {
        FoundOnce found = new FoundOnce();
        for (SoftwarePackage library : packages) {
            JavaScriptLibrary known = libraries.get(library.name());
            for (JavaScriptVulnerability vulnerability :
                    known == null ? List.<JavaScriptVulnerability>of() : known.vulnerabilities()) {
                if (vulnerability.concerns(library.version())) {
                    for (Finding finding :
                            vulnerability.findings(library.name(), library.packageUrl(), library.version())) {
                        found.add(finding.withLocation(library.location()).withLayer(library.layer()));
                    }
                }
            }
        }
        return found.findings();
    }

    /** When the repository's file was last written; it does not tell its own time. */
    Instant time() {
        return time;
    }

    List<String> remarks() {
        int unusable = libraries.values().stream()
                .mapToInt(JavaScriptLibrary::unusable)
                .sum();
        return unusable == 0
                ? List.of()
                : List.of("%d patterns of %s cannot be read and find nothing".formatted(unusable, FILE));
    }

    private static String place(String path) {
        return OutsideText.clean(path);
    }

    private static String packageUrl(JavaScriptLibrary library, String version) {
        String type =
                library.npmName() == null ? "generic/" + encoded(library.name()) : "npm/" + encoded(library.npmName());
        return "pkg:%s@%s".formatted(type, encoded(version));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    private static AdvisoriesUnusableException unusable(Path file, String why, @CheckForNull Throwable cause) {
        return new AdvisoriesUnusableException("The advisories cannot be used: %s %s".formatted(file, why), cause);
    }
}
