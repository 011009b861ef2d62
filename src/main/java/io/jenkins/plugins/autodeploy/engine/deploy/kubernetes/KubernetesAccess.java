package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.net.URI;

/** How to reach a cluster and as whom. Nothing of the machine's own Kubernetes configuration or environment is taken over, except by {@link InCluster}. */
public sealed interface KubernetesAccess {
    /** @throws InvalidInputException if the client cannot be set up with it; the message holds no secret */
    Config toConfig() throws InvalidInputException;

    /**
     * A kubeconfig that carries everything that it needs: see {@link KubeconfigReader}.
     *
     * @param context null for the file's current one
     */
    record Kubeconfig(SecretText text, @CheckForNull String context) implements KubernetesAccess {
        @Override
        public Config toConfig() throws InvalidInputException {
            return new KubeconfigReader().read(text, context);
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

    /** The service account of the pod that the host runs in. */
    record InCluster() implements KubernetesAccess {
        @Override
        public Config toConfig() throws InvalidInputException {
            Config config = new ConfigBuilder().build();
            if (!config.getMasterUrl().startsWith("https://") || config.getAutoOAuthToken() == null) {
                throw new InvalidInputException(
                        "cluster", "in-cluster", "to run in a pod with a service account, which this process does not");
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
