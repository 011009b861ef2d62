package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** The files by which one ecosystem names packages. */
@FunctionalInterface
interface EcosystemFiles {
    /** @return the format of a file with that path in the target, or null when it is none of the ecosystem's */
    @CheckForNull
    PackageFormat format(String path);

    /** The last part of a path. */
    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
