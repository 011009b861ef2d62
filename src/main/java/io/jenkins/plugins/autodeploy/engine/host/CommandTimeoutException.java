package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;

/** A process ran longer than its {@link Command#timeout()} and was ended. */
public class CommandTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    public CommandTimeoutException(Command command) {
        super("%s did not end within %s".formatted(command.arguments().get(0), command.timeout()));
    }
}
