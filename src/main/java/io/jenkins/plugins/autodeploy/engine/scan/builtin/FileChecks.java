package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.ConfigurationFiles;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory.PackageFiles;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory.UnreadablePackageFileException;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.secret.SecretSearch;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one file after another, of a directory or of an image's layers, tells. Not safe for use by several threads. */
final class FileChecks {
    /** Bytes of a file that is looked at as text; larger ones are data. */
    private static final int LARGEST_TEXT = 1 << 20;
    /** Bytes of a file that names packages; large repositories have lock files of some megabytes. */
    private static final int LARGEST_PACKAGE_FILE = 32 << 20;

    private static final int LOOKED_AT_FOR_NULS = 8_000;

    private final Set<FindingKind> wanted;
    private final List<Finding> findings = new ArrayList<>();
    private final List<SoftwarePackage> packages = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private int leftOut;

    FileChecks(Set<FindingKind> wanted) {
        this.wanted = wanted;
    }

    /** How many bytes a file may have to be looked at, by its path. */
    static int largest(String path) {
        return PackageFiles.reads(path) ? LARGEST_PACKAGE_FILE : LARGEST_TEXT;
    }

    /**
     * Looks at a file.
     *
     * @param path within the target, with {@code /}
     * @param layer digest of the image's layer that brings it; null in a directory
     */
    void look(String path, byte[] content, @CheckForNull String layer) {
        String place = OutsideText.clean(path);
        if (PackageFiles.reads(path)) {
            readPackages(path, content, layer);
        }
        if (content.length > LARGEST_TEXT || isBinary(content)) {
            leftOut++;
            return;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        if (wanted.contains(FindingKind.SECRET)) {
            add(SecretSearch.search(place, text), layer);
        }
        if (wanted.contains(FindingKind.MISCONFIGURATION)) {
            add(ConfigurationFiles.check(place, text), layer);
        }
    }

    /** Counts a file that is too large or cannot be opened. */
    void leaveOut() {
        leftOut++;
    }

    List<Finding> findings() {
        return findings;
    }

    List<SoftwarePackage> packages() {
        return packages;
    }

    /** Which files should name packages and cannot be read, one sentence each. */
    List<String> unreadable() {
        return unreadable;
    }

    int leftOut() {
        return leftOut;
    }

    private void readPackages(String path, byte[] content, @CheckForNull String layer) {
        try {
            PackageFiles.read(path, content).forEach(found -> packages.add(found.withLayer(layer)));
        } catch (UnreadablePackageFileException e) {
            unreadable.add(OutsideText.clean(e.getMessage()));
        }
    }

    private void add(List<Finding> found, @CheckForNull String layer) {
        found.forEach(finding -> findings.add(finding.withLayer(layer)));
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
