package io.jenkins.plugins.autodeploy.engine.image.builder;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import java.util.List;
import java.util.Optional;

/** References to images that others made. */
final class BaseImages {
    static final String SCRATCH = "scratch";

    private BaseImages() {}

    /** Whether one of the references is in a registry. */
    static boolean areIn(String registry, List<String> references) {
        return references.stream()
                .anyMatch(reference ->
                        registryOf(reference).filter(registry::equals).isPresent());
    }

    /** Whether two references mean the same repository, whatever their tags. */
    static boolean areOfOneRepository(String one, String other) {
        try {
            ImageReference first = ImageReference.parse(one);
            ImageReference second = ImageReference.parse(other);
            return first.getRegistry().equals(second.getRegistry())
                    && first.getRepository().equals(second.getRepository());
        } catch (InvalidImageReferenceException e) {
            return false;
        }
    }

    /** The digest that a reference itself names. */
    static Optional<String> pinned(String reference) {
        int at = reference.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1));
    }

    private static Optional<String> registryOf(String reference) {
        try {
            return Optional.of(ImageNames.registryOf(reference));
        } catch (InvalidImageReferenceException e) {
            return Optional.empty();
        }
    }
}
