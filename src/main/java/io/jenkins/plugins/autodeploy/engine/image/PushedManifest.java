package io.jenkins.plugins.autodeploy.engine.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.global.JibSystemProperties;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.registry.RegistryClient;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import java.io.IOException;
import java.util.List;

/**
 * What the registry holds of a pushed image. Read back with Jib's own client, because Jib's result tells neither sizes nor layers.
 *
 * @param size of all layers, compressed; 0 when unknown
 * @param layers digests of the compressed layers, the lowest first
 */
record PushedManifest(long size, List<String> layers) {
    private static final PushedManifest UNKNOWN = new PushedManifest(0, List.of());

    /** Unknown when the registry lets the user push but not pull: the push has succeeded all the same. */
    static PushedManifest read(ImageNames names, String digest, BuildRequest request) {
        FailoverHttpClient http = new FailoverHttpClient(
                request.insecureRegistry(), JibSystemProperties.sendCredentialsOverHttp(), event -> {});
        try {
            return read(client(names, request.credentials(), http), digest);
        } catch (IOException | RegistryException e) {
            return UNKNOWN;
        } finally {
            close(http);
        }
    }

    private static PushedManifest read(RegistryClient client, String digest) throws IOException, RegistryException {
        List<ContentDescriptorTemplate> layers = client.pullManifest(digest, BuildableManifestTemplate.class)
                .getManifest()
                .getLayers();
        return new PushedManifest(
                layers.stream().mapToLong(ContentDescriptorTemplate::getSize).sum(),
                layers.stream().map(layer -> layer.getDigest().toString()).toList());
    }

    private static void close(FailoverHttpClient http) {
        try {
            http.shutDown();
        } catch (IOException e) {
            // The answer is there; a connection that will not close ends by itself.
        }
    }

    private static RegistryClient client(ImageNames names, RegistryCredentials credentials, FailoverHttpClient http)
            throws IOException, RegistryException {
        RegistryClient.Factory factory =
                RegistryClient.factory(EventHandlers.NONE, names.registry(), names.path(), http);
        if (credentials != null) {
            factory.setCredential(Credential.from(
                    credentials.username(), credentials.password().reveal()));
        }
        RegistryClient client = factory.newRegistryClient();
        if (credentials != null && !client.doPullBearerAuth()) {
            client.configureBasicAuth();
        }
        return client;
    }
}
