package io.jenkins.plugins.autodeploy.engine.image.request;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;

/**
 * The names that an image gets, checked by the grammar of the distribution specification.
 *
 * @param repository as the user wrote it, without tag
 * @param registry its registry's host and port, {@code registry-1.docker.io} when it names none
 */
public record ImageNames(String repository, String registry, List<String> tags) {
    /** The key under which the docker command line keeps the credentials of Docker Hub. */
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private static final String DOCKER_HUB = "registry-1.docker.io";

    /** @throws InvalidInputException when the repository or a tag is not what the specification allows */
    public static ImageNames of(String repository, List<String> tags) throws InvalidInputException {
        if (tags.isEmpty()) {
            throw new InvalidInputException("tags", "[]", "at least one tag");
        }
        for (String tag : tags) {
            if (!ImageReference.isValidTag(tag)) {
                throw new InvalidInputException(
                        "tags",
                        tag,
                        "tags of letters, digits, '_', '.' and '-' (not at the start), at most 128 characters");
            }
        }
        try {
            ImageReference reference = ImageReference.parse(repository + ":" + tags.get(0));
            return new ImageNames(repository, reference.getRegistry(), List.copyOf(tags));
        } catch (InvalidImageReferenceException e) {
            throw new InvalidInputException(
                    "repository",
                    repository,
                    "[registry[:port]/]name in lower case without spaces and without a tag, such as registry.example.com:5000/team/app");
        }
    }

    /** The registry that an image reference names, {@code registry-1.docker.io} when it names none. */
    public static String registryOf(String reference) throws InvalidImageReferenceException {
        return ImageReference.parse(reference).getRegistry();
    }

    /** The repository's path within its registry. */
    public String path() {
        return repository.startsWith(registry + "/") ? repository.substring(registry.length() + 1) : repository;
    }

    public List<String> references() {
        return tags.stream().map(this::tagged).toList();
    }

    public String tagged(String tag) {
        return repository + ":" + tag;
    }

    public String byDigest(String digest) {
        return repository + "@" + digest;
    }

    /** Under what name a docker configuration keeps the credentials of this registry. */
    public String credentialsKey() {
        return DOCKER_HUB.equals(registry) ? DOCKER_HUB_KEY : registry;
    }
}
