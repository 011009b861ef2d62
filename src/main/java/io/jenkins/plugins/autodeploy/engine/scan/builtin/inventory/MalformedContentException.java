package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import java.io.IOException;

/** The content of a file is not what its name says. The message is a clause that tells nothing of the content: "it has no list of packages". */
final class MalformedContentException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedContentException(String why) {
        super(why);
    }
}
