package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import java.io.IOException;

/** An entry is not what its name says. The message says why, to follow the entry's name: "is no advisory". */
final class UnreadableAdvisoryException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableAdvisoryException(String why) {
        super(why);
    }

    UnreadableAdvisoryException(String why, Throwable cause) {
        super(why, cause);
    }
}
