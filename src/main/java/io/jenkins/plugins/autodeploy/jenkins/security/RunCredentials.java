package io.jenkins.plugins.autodeploy.jenkins.security;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Looks credentials up in the context of a run, with that run's rights, and records their use. Does I/O with the credentials' stores. */
public final class RunCredentials {
    private static final int LARGEST_FILE = 1 << 20;
    /** The user for whom Google's registries take the key of a service account as password. */
    private static final String GOOGLE_KEY = "_json_key";

    private final Run<?, ?> run;

    public RunCredentials(Run<?, ?> run) {
        this.run = run;
    }

    /**
     * A user of a registry: a username with password, or the key file of a service account of Google's.
     *
     * @throws InvalidInputException when the run may not use such credentials or there are none
     */
    public RegistryCredentials registry(String parameter, String id) throws InvalidInputException {
        String expected =
                "the id of username/password credentials, or of a secret file (key of a Google service account), that this job may use";
        StandardCredentials found = find(parameter, id, StandardCredentials.class, expected);
        if (found instanceof StandardUsernamePasswordCredentials user) {
            return new RegistryCredentials(user.getUsername(), new SecretText(Secret.toString(user.getPassword())));
        }
        if (found instanceof FileCredentials file) {
            return new RegistryCredentials(GOOGLE_KEY, new SecretText(content(parameter, id, file)));
        }
        throw new InvalidInputException(parameter, id, expected);
    }

    /**
     * The text of a secret file (a kubeconfig, a build secret) or secret text (a token).
     *
     * @throws InvalidInputException when the run may not use such credentials, there are none, or the file is too large or cannot be read
     */
    public SecretText text(String parameter, String id) throws InvalidInputException {
        String expected = "the id of a secret file or secret text that this job may use";
        StandardCredentials found = find(parameter, id, StandardCredentials.class, expected);
        if (found instanceof StringCredentials token) {
            return new SecretText(Secret.toString(token.getSecret()));
        }
        if (found instanceof FileCredentials file) {
            return new SecretText(content(parameter, id, file));
        }
        throw new InvalidInputException(parameter, id, expected);
    }

    /**
     * A client certificate for an API server.
     *
     * @return empty when the id is one of other credentials
     * @throws InvalidInputException when the run may not use it, or its key store holds no key that can be used
     */
    public Optional<KubernetesAccess> clientCertificate(
            String parameter, String id, String server, @CheckForNull String certificateAuthority)
            throws InvalidInputException {
        String expected = "the id of a secret file, secret text or certificate that this job may use";
        StandardCredentials found = find(parameter, id, StandardCredentials.class, expected);
        return found instanceof StandardCertificateCredentials certificate
                ? Optional.of(new KeyStoreCertificate(
                                certificate.getKeyStore(),
                                Secret.toString(certificate.getPassword()).toCharArray())
                        .access(parameter, id, server, certificateAuthority))
                : Optional.empty();
    }

    private <C extends StandardCredentials> C find(String parameter, String id, Class<C> type, String expected)
            throws InvalidInputException {
        C found = CredentialsProvider.findCredentialById(id, type, run);
        if (found == null) {
            throw new InvalidInputException(parameter, id, expected);
        }
        CredentialsProvider.track(run, found);
        return found;
    }

    private static String content(String parameter, String id, FileCredentials file) throws InvalidInputException {
        try (InputStream stream = file.getContent()) {
            byte[] bytes = stream.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new InvalidInputException(parameter, id, "a secret file of at most 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidInputException(parameter, id, "a secret file that can be read");
        }
    }
}
