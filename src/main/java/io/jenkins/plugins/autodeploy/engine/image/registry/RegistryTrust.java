package io.jenkins.plugins.autodeploy.engine.image.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Whether this Java trusts a registry. Jib asks one that it does not trust again and again for half a minute, though that never passes. */
public final class RegistryTrust {
    private static final int HTTPS = 443;
    private static final int TIMEOUT_MILLIS = 10_000;

    private RegistryTrust() {}

    /**
     * Why a registry is not trusted.
     *
     * @param registry host, and port if any
     * @return empty when it is, when it may be insecure, and when it cannot be reached, which Jib tells better
     */
    public static Optional<String> fault(String registry, RegistryAccess access) {
        if (access.insecure()) {
            return Optional.empty();
        }
        URI address = URI.create("https://" + registry);
        try {
            handshake(address.getHost(), address.getPort() < 0 ? HTTPS : address.getPort());
            return Optional.empty();
        } catch (SSLHandshakeException e) {
            return Optional.of(rootCause(e));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void handshake(@CheckForNull String host, int port) throws IOException {
        if (host == null) {
            return;
        }
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            connection.setSoTimeout(TIMEOUT_MILLIS);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket secured = (SSLSocket) factory.createSocket(connection, host, port, true)) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
                secured.startHandshake();
            }
        }
    }

    /** The certificate's fault is at the bottom. */
    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "certificate: " + cause.getMessage();
    }
}
