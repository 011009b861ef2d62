package io.jenkins.plugins.autodeploy.engine.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.global.JibSystemProperties;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.image.json.ManifestListTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a registry holds, by its own protocol and with Jib's client, on the machine where this runs. All answers are optional: a registry may let somebody push who may not pull, and what was pushed has succeeded
 * all the same.
 */
public final class RegistryReader implements AutoCloseable {
    /** How Jib is told to call itself in images. */
    public static final String TOOL = "autodeploy";

    private static final String DEFAULT_ARCHITECTURE = "amd64";
    private static final String DEFAULT_OS = "linux";
    private static final long LARGEST_CONFIGURATION = 4 << 20;

    private final RegistryAccess access;
    /** Remembers of each registry whether it speaks TLS. */
    private final FailoverHttpClient http;

    public RegistryReader(RegistryAccess access) {
        this.access = access;
        this.http =
                new FailoverHttpClient(access.insecure(), JibSystemProperties.sendCredentialsOverHttp(), event -> {});
    }

    /** The registry's digest of an image: of its index, where it has several platforms. */
    public Optional<String> digest(String reference) {
        return ask(reference, (client, image) -> client.checkManifest(image.getQualifier())
                .map(manifest -> manifest.getDigest().toString()));
    }

    /**
     * The layers of an image, with their compressed sizes.
     *
     * @param platform of those in an index; null for {@code linux/amd64}
     * @return empty when they cannot be read
     */
    public List<ImageLayer> layers(String reference, String platform) {
        return ask(reference, (client, image) -> {
                    Optional<BuildableManifestTemplate> manifest = manifest(client, image.getQualifier(), platform);
                    return manifest.isPresent()
                            ? Optional.of(layers(manifest.get(), history(client, manifest.get())))
                            : Optional.empty();
                })
                .orElse(List.of());
    }

    /** A question to one repository. */
    @FunctionalInterface
    private interface Question<T> {
        Optional<T> ask(RegistryClient client, ImageReference image) throws IOException, RegistryException;
    }

    @Override
    public void close() {
        try {
            http.shutDown();
        } catch (IOException e) {
            // The answers are there; a connection that will not close ends by itself.
        }
    }

    private <T> Optional<T> ask(String reference, Question<T> question) {
        try {
            ImageReference image = ImageReference.parse(reference);
            return question.ask(client(image), image);
        } catch (IOException | RegistryException | InvalidImageReferenceException e) {
            return Optional.empty();
        }
    }

    private RegistryClient client(ImageReference image) throws IOException, RegistryException {
        RegistryClient.Factory factory =
                RegistryClient.factory(EventHandlers.NONE, image.getRegistry(), image.getRepository(), http);
        Optional<Credential> credential = credential(image);
        credential.ifPresent(factory::setCredential);
        RegistryClient client = factory.newRegistryClient();
        if (!client.doPullBearerAuth() && credential.isPresent()) {
            client.configureBasicAuth();
        }
        return client;
    }

    private Optional<Credential> credential(ImageReference image) {
        if (access.credentials() != null) {
            return Optional.of(Credential.from(
                    access.credentials().username(),
                    access.credentials().password().reveal()));
        }
        try {
            return CredentialRetrieverFactory.forImage(image, event -> {})
                    .dockerConfig()
                    .retrieve();
        } catch (CredentialRetrievalException e) {
            return Optional.empty();
        }
    }

    private static Optional<BuildableManifestTemplate> manifest(
            RegistryClient client, String qualifier, String platform) throws IOException, RegistryException {
        ManifestAndDigest<?> pulled = client.pullManifest(qualifier);
        ManifestTemplate manifest = pulled.getManifest();
        if (manifest instanceof ManifestListTemplate list) {
            String[] parts = platform == null ? new String[] {DEFAULT_OS, DEFAULT_ARCHITECTURE} : platform.split("/");
            List<String> digests = list.getDigestsForPlatform(parts[1], parts[0]);
            manifest = digests.isEmpty()
                    ? null
                    : client.pullManifest(digests.get(0)).getManifest();
        }
        return manifest instanceof BuildableManifestTemplate one ? Optional.of(one) : Optional.empty();
    }

    /** The instructions that made layers. */
    private static List<String> history(RegistryClient client, BuildableManifestTemplate manifest) throws IOException {
        ContentDescriptorTemplate configuration = manifest.getContainerConfiguration();
        List<String> instructions = new ArrayList<>();
        if (configuration == null || configuration.getSize() > LARGEST_CONFIGURATION) {
            return instructions;
        }
        byte[] json = Blobs.writeToByteArray(client.pullBlob(configuration.getDigest(), size -> {}, written -> {}));
        for (JsonNode entry :
                Json.readTree(new String(json, StandardCharsets.UTF_8)).path("history")) {
            if (!entry.path("empty_layer").asBoolean()) {
                // Jib names itself there, and the layer beside it.
                String tool = entry.path("created_by").asText(null);
                boolean byJib = tool != null && tool.startsWith(TOOL + ":");
                instructions.add(byJib ? entry.path("comment").asText(tool) : tool);
            }
        }
        return instructions;
    }

    private static List<ImageLayer> layers(BuildableManifestTemplate manifest, List<String> history) {
        List<ImageLayer> layers = new ArrayList<>();
        for (ContentDescriptorTemplate layer : manifest.getLayers()) {
            boolean known = history.size() == manifest.getLayers().size();
            layers.add(new ImageLayer(
                    layer.getDigest().toString(), layer.getSize(), known ? history.get(layers.size()) : null));
        }
        return layers;
    }
}
