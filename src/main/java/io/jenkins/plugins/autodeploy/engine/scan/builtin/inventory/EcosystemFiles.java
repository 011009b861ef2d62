package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** The files by which one ecosystem names packages. */
interface EcosystemFiles {
    /** @return the format of a file with that path in the target by which a project says what it is made of; null when it is none */
    @CheckForNull
    PackageFormat locked(String path);

    /** @return the format of a file with that path in the target that comes with what is installed or built; null when it is none */
    @CheckForNull
    default PackageFormat installed(String path) {
        return null;
    }

    /** The last part of a path. */
    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
