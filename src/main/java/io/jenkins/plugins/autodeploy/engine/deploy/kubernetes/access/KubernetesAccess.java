package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.HttpProxy;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How to reach a cluster and as whom. Nothing of the machine's own Kubernetes configuration or environment is taken over, except by {@link InCluster}. */
public sealed interface KubernetesAccess {
    /** @throws InvalidInputException if the client cannot be set up with it; the message holds no secret */
    Config toConfig() throws InvalidInputException;

    /**
     * A kubeconfig that carries everything that it needs: see {@link KubeconfigReader}.
     *
     * @param context null for the file's current one
     * @param programs runs the program that it names for credentials; null where none may be run
     */
    record Kubeconfig(
            SecretText text,
            @CheckForNull String context,
            @CheckForNull CredentialPrograms programs) implements KubernetesAccess {
        public Kubeconfig(SecretText text, @CheckForNull String context) {
            this(text, context, null);
        }

        @Override
        public Config toConfig() throws InvalidInputException {
            return new KubeconfigReader(programs).read(text, context);
        }
    }

    /**
     * A bearer token, such as a service account's.
     *
     * @param server URL of the API server
     * @param certificateAuthority PEM text; null to trust what the Java runtime trusts
     */
    record Token(String server, @CheckForNull String certificateAuthority, SecretText token)
            implements KubernetesAccess {
        @Override
        public Config toConfig() throws InvalidInputException {
            checkServer("server", server);
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl(server)
                    .withCaCertData(certificateAuthority)
                    .withOauthToken(token.reveal())
                    .build();
        }
    }

    /**
     * A client certificate.
     *
     * @param server URL of the API server
     * @param certificateAuthority PEM text; null to trust what the Java runtime trusts
     * @param certificate PEM text, the client's own first
     * @param key PEM text, PKCS #8
     * @param keyAlgorithm {@code RSA} or {@code EC}
     */
    record ClientCertificate(
            String server,
            @CheckForNull String certificateAuthority,
            String certificate,
            SecretText key,
            String keyAlgorithm)
            implements KubernetesAccess {
        @Override
        public Config toConfig() throws InvalidInputException {
            checkServer("server", server);
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl(server)
                    .withCaCertData(certificateAuthority)
                    .withClientCertData(certificate)
                    .withClientKeyData(key.reveal())
                    .withClientKeyAlgo(keyAlgorithm)
                    .build();
        }
    }

    /**
     * The service account of the pod that the host runs in. Its token is read for each request: the cluster puts a new one there before the old one ends.
     *
     * @param directory where the cluster puts token and certificate authority
     * @param host of the API server; null outside a pod
     * @param port of the API server; null outside a pod
     */
    record InCluster(
            Path directory,
            @CheckForNull String host,
            @CheckForNull String port) implements KubernetesAccess {
        private static final String TOKEN = "token";
        private static final String AUTHORITY = "ca.crt";
        private static final Path USUAL_DIRECTORY = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

        /** Of the pod that this process runs in. */
        public InCluster() {
            this(USUAL_DIRECTORY, System.getenv("KUBERNETES_SERVICE_HOST"), System.getenv("KUBERNETES_SERVICE_PORT"));
        }

        @Override
        public Config toConfig() throws InvalidInputException {
            boolean hasFiles = Stream.of(TOKEN, AUTHORITY).allMatch(name -> Files.isReadable(directory.resolve(name)));
            if (host == null || port == null || !hasFiles) {
                throw new InvalidInputException(
                        "cluster", "in-cluster", "to run in a pod with a service account, which this process does not");
            }
            String server = "https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port);
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl(server)
                    .withCaCertData(read(directory.resolve(AUTHORITY)))
                    .withOauthTokenProvider(new MountedToken(directory.resolve(TOKEN)))
                    .build();
        }

        private static String read(Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new KubernetesClientException(
                        "the service account's %s cannot be read".formatted(file.getFileName()), e);
            }
        }

        private record MountedToken(Path file) implements OAuthTokenProvider {
            @Override
            public String getToken() {
                return read(file);
            }
        }
    }

    /** Access through the host's proxy, where the cluster's own settings name none. */
    record Proxied(KubernetesAccess access, HttpProxy.Choice choice) implements KubernetesAccess {
        @Override
        public Config toConfig() throws InvalidInputException {
            Config config = access.toConfig();
            HttpProxy proxy = config.getHttpsProxy() == null && config.getHttpProxy() == null
                    ? choice.of(URI.create(config.getMasterUrl()))
                    : null;
            if (proxy != null) {
                String url = "http://%s:%d".formatted(proxy.host(), proxy.port());
                config.setHttpProxy(url);
                config.setHttpsProxy(url);
                if (proxy.user() != null && proxy.password() != null) {
                    config.setProxyUsername(proxy.user());
                    config.setProxyPassword(proxy.password().reveal());
                }
            }
            return config;
        }
    }

    /** @throws InvalidInputException if it is no http(s) URL */
    static void checkServer(String parameter, @CheckForNull String server) throws InvalidInputException {
        try {
            URI uri = URI.create(String.valueOf(server).strip());
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Not a URL at all: told below in the same words.
        }
        throw new InvalidInputException(parameter, server, "the URL of an API server such as https://10.0.0.1:6443");
    }
}
