package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import java.io.IOException;

/** A format of files that name packages in versions. */
@FunctionalInterface
interface PackageFormat {
    /**
     * Puts what the file names into the list.
     *
     * @throws MalformedContentException when it is not in that format
     */
    void read(PackageFile file, PackageList found) throws IOException;
}
