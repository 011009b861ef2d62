package io.jenkins.plugins.autodeploy.engine.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;

/**
 * A proxy that connections to a server go through.
 *
 * @param user null when it asks for none
 * @param password null when it asks for none
 */
public record HttpProxy(
        String host,
        int port,
        @CheckForNull String user,
        @CheckForNull SecretText password) {
    /** Which one the host uses. */
    @FunctionalInterface
    public interface Choice {
        /** @return null when the server is reached directly */
        @CheckForNull
        HttpProxy of(URI server);
    }
}
