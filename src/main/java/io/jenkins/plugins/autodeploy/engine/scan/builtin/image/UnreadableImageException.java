package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.io.IOException;

/** An image's archive is not what it should be, or larger than is read. The message is one sentence and clean. */
public final class UnreadableImageException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableImageException(String reason) {
        super(reason);
    }

    public UnreadableImageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
