package io.jenkins.plugins.autodeploy.jenkins.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;

/** The client certificate in a key store, in the forms that the Kubernetes client takes. */
final class KeyStoreCertificate {
    private static final int LINE = 64;

    private final KeyStore store;
    private final char[] password;

    KeyStoreCertificate(KeyStore store, char[] password) {
        this.store = store;
        this.password = password.clone();
    }

    /** @throws InvalidInputException when the store has no key with a certificate */
    KubernetesAccess access(String parameter, String id, String server, @CheckForNull String certificateAuthority)
            throws InvalidInputException {
        try {
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password);
                Certificate[] chain = store.getCertificateChain(alias);
                if (key != null && chain != null) {
                    StringBuilder certificates = new StringBuilder();
                    for (Certificate certificate : chain) {
                        certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
                    }
                    return new KubernetesAccess.ClientCertificate(
                            server,
                            certificateAuthority,
                            certificates.toString(),
                            new SecretText(pem("PRIVATE KEY", key.getEncoded())),
                            key.getAlgorithm());
                }
            }
        } catch (GeneralSecurityException e) {
            throw new InvalidInputException(parameter, id, "a key store that its password opens");
        }
        throw new InvalidInputException(parameter, id, "a key store with a private key and its certificate");
    }

    private static String pem(String type, byte[] content) {
        String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
    }
}
