package io.jenkins.plugins.autodeploy.engine.image.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import java.io.Serializable;

/**
 * How a registry is reached.
 *
 * @param credentials null for what the machine of the build has
 * @param insecure whether it may speak HTTP or have a certificate that is not trusted
 * @param certificateAuthority PEM certificates by which its own is trusted, besides those of the machine; null for none
 */
public record RegistryAccess(
        @CheckForNull RegistryCredentials credentials,
        boolean insecure,
        @CheckForNull String certificateAuthority) implements Serializable {
    /** With what the machine of the build has. */
    public static final RegistryAccess OF_THE_MACHINE = new RegistryAccess(null, false, null);

    /** @param others null for what the machine has */
    public RegistryAccess withCredentials(@CheckForNull RegistryCredentials others) {
        return new RegistryAccess(others, insecure, certificateAuthority);
    }
}
