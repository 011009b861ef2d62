package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import java.io.IOException;

/** There is more to look at, or more was found, than the built-in checks take. The message is one sentence. */
final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException(String reason) {
        super(reason);
    }
}
