package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.AdvisoriesUnusableException;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.JavaScriptLibraries;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.ConfigurationFiles;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.DistributionFiles;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory.JarPackages;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory.PackageFiles;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory.UnreadablePackageFileException;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.secret.SecretSearch;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a file, of a directory or of an image's layers, tells. Keeps nothing between files, so several threads may use it. */
final class FileChecks {
    /** Bytes of a file that is looked at as text; larger ones are data. */
    private static final int LARGEST_TEXT = 1 << 20;
    /** Bytes of a file that names packages; large repositories have lock files of some megabytes. */
    private static final int LARGEST_PACKAGE_FILE = 32 << 20;

    /** Bytes of a Java archive; an application with all that it needs has some dozen megabytes. */
    private static final int LARGEST_ARCHIVE = 128 << 20;

    private static final int LOOKED_AT_FOR_NULS = 8_000;

    private final Set<FindingKind> wanted;
    private final JavaScriptLibraries libraries;

    /** @param libraries to look for in scripts; null for none */
    FileChecks(Set<FindingKind> wanted, @CheckForNull JavaScriptLibraries libraries) {
        this.wanted = Set.copyOf(wanted);
        this.libraries = libraries;
    }

    /** How many bytes a file may have to be looked at, by its path. */
    static int largest(String path) {
        if (JarPackages.reads(path)) {
            return LARGEST_ARCHIVE;
        }
        return PackageFiles.reads(path) ? LARGEST_PACKAGE_FILE : LARGEST_TEXT;
    }

    /** Whether a file should name packages, by its path. */
    static boolean namesPackages(String path) {
        return PackageFiles.reads(path) || JarPackages.reads(path);
    }

    /**
     * Looks at a file.
     *
     * @param path within the target, with {@code /}
     * @param layer digest of the image's layer that brings it; null in a directory
     * @throws AdvisoriesUnusableException when it cannot be told which libraries it holds
     * @throws InterruptedIOException when the thread was interrupted
     */
    CheckedFile look(String path, byte[] content, @CheckForNull String layer)
            throws AdvisoriesUnusableException, InterruptedIOException {
        List<SoftwarePackage> packages = new ArrayList<>();
        String unreadable = namesPackages(path) ? readPackages(path, content, layer, packages) : null;
        boolean isText = content.length <= LARGEST_TEXT && !isBinary(content);
        List<Finding> findings = List.of();
        if (isText) {
            String text = new String(content, StandardCharsets.UTF_8);
            findings = search(path, text, layer);
            if (libraries != null) {
                libraries.identify(path, text).forEach(found -> packages.add(found.withLayer(layer)));
            }
        }
        if (packages.isEmpty() && unreadable == null && findings.isEmpty()) {
            return isText ? CheckedFile.NOTHING : CheckedFile.LEFT_OUT;
        }
        String checksum = layer == null ? null : DistributionFiles.line(path, content);
        return new CheckedFile(findings, packages, unreadable, !isText, checksum);
    }

    private List<Finding> search(String path, String text, @CheckForNull String layer) {
        String place = OutsideText.clean(path);
        List<Finding> findings = new ArrayList<>();
        if (wanted.contains(FindingKind.SECRET)) {
            findings.addAll(SecretSearch.search(place, text));
        }
        if (wanted.contains(FindingKind.MISCONFIGURATION)) {
            findings.addAll(ConfigurationFiles.check(place, text));
        }
        return findings.stream().map(finding -> finding.withLayer(layer)).toList();
    }

    /** @return why the file cannot be read; null when it can */
    @CheckForNull
    private static String readPackages(
            String path, byte[] content, @CheckForNull String layer, List<SoftwarePackage> packages)
            throws InterruptedIOException {
        try {
            List<SoftwarePackage> named =
                    JarPackages.reads(path) ? JarPackages.read(path, content) : PackageFiles.read(path, content);
            named.forEach(found -> packages.add(found.withLayer(layer)));
            return null;
        } catch (UnreadablePackageFileException e) {
            return OutsideText.clean(e.getMessage());
        }
    }

    private static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, LOOKED_AT_FOR_NULS); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
