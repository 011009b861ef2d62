package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;

/** A file that should name packages cannot be read. The message is one sentence. */
public final class UnreadablePackageFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why to follow "cannot be read: " */
    public UnreadablePackageFileException(String path, String why) {
        super("%s cannot be read: %s".formatted(OutsideText.clean(path), why));
    }
}
