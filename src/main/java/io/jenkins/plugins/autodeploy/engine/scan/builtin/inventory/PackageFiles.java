package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.List;

/** The files that name packages in versions: lock files of each ecosystem. */
public final class PackageFiles {
    private PackageFiles() {}

    /** Whether a file names packages, by its path within the target. */
    public static boolean reads(String path) {
        return false;
    }

    /**
     * The packages that a file names.
     *
     * @param path within the target
     * @throws UnreadablePackageFileException when it is not what its name says
     */
    public static List<SoftwarePackage> read(String path, byte[] content) throws UnreadablePackageFileException {
        throw new UnreadablePackageFileException(path, "no reader knows it");
    }
}
