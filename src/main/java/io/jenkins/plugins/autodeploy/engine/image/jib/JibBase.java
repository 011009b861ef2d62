package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.image.registry.RegistryReader;
import io.jenkins.plugins.autodeploy.engine.image.registry.RegistryTrust;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What files are put onto: an image of a registry, of a tar, or nothing. The image of a registry is asked for its digest first and then taken by that, so that what is recorded is what was used.
 *
 * @param name as the user wrote it; empty for a tar and for nothing
 */
record JibBase(JibContainerBuilder begin, Optional<String> name, Optional<String> digest) {
    private static final String TAR = "tar://";
    private static final String SCRATCH = "scratch";
    private static final String PARAMETER = "baseImage";

    /** @param digest what {@link #digest} told */
    static JibBase of(Path root, JibRequest request, ImageNames names, Optional<String> digest)
            throws InvalidInputException {
        String base = request.content().baseImage();
        try {
            if (base.startsWith(TAR)) {
                return new JibBase(
                        Jib.from(TarImage.at(tar(root, base.substring(TAR.length())))),
                        Optional.empty(),
                        Optional.empty());
            }
            if (base.equals(SCRATCH)) {
                return new JibBase(Jib.from(ImageReference.scratch()), Optional.empty(), Optional.empty());
            }
            return new JibBase(
                    Jib.from(registryImage(
                            digest.map(known -> pinned(base, known)).orElse(base), access(request, names, base))),
                    Optional.of(base),
                    digest);
        } catch (InvalidImageReferenceException e) {
            throw new InvalidInputException(PARAMETER, base, "an image reference, tar:// and a path, or scratch");
        }
    }

    /** @throws StageFailedException when the base is in a registry that this Java does not trust */
    static void requireTrust(JibRequest request) throws StageFailedException {
        String base = request.content().baseImage();
        try {
            String registry = ImageNames.registryOf(base);
            Optional<String> fault = isOfRegistry(base)
                    ? RegistryTrust.fault(registry, request.build().registry())
                    : Optional.empty();
            if (fault.isPresent()) {
                throw unreadable(base, registry + " has no connection that is trusted: " + fault.get());
            }
        } catch (InvalidImageReferenceException e) {
            // That is said where the base is used.
        }
    }

    static StageFailedException unreadable(String base, String why) {
        return new StageFailedException(
                Stage.BUILD,
                "The base image %s cannot be read: %s".formatted(base, why),
                "Check its name and its registry, and who may read it; or name another in baseImage.");
    }

    /**
     * Whether a failure was about the base rather than about the image that was to be pushed.
     *
     * @param said all that was said about it
     */
    static boolean isAbout(String base, ImageNames names, String said) {
        try {
            ImageReference image = ImageReference.parse(base);
            String repository = image.getRegistry() + "/" + image.getRepository();
            return isOfRegistry(base)
                    && said.contains(repository)
                    && !said.contains(names.registry() + "/" + names.path());
        } catch (InvalidImageReferenceException e) {
            return false;
        }
    }

    private static boolean isOfRegistry(String base) {
        return !base.startsWith(TAR) && !base.equals(SCRATCH);
    }

    /**
     * The registry's digest of the base; empty for a tar, for nothing, and when it is not told.
     *
     * @param registry that the image is pushed to
     */
    static Optional<String> digest(JibRequest request, ImageNames names, RegistryReader registry) {
        String base = request.content().baseImage();
        if (!isOfRegistry(base)) {
            return Optional.empty();
        }
        try {
            RegistryAccess access = access(request, names, base);
            if (access.equals(request.build().registry())) {
                return registry.digest(base);
            }
            try (RegistryReader other = new RegistryReader(access)) {
                return other.digest(base);
            }
        } catch (InvalidImageReferenceException e) {
            return Optional.empty();
        }
    }

    /** The credentials are for the registry of the push alone. */
    private static RegistryAccess access(JibRequest request, ImageNames names, String base)
            throws InvalidImageReferenceException {
        RegistryAccess ours = request.build().registry();
        return ImageNames.registryOf(base).equals(names.registry()) ? ours : ours.withCredentials(null);
    }

    /** An image with the credentials that were given, else with those that the machine's docker configuration has. */
    static RegistryImage registryImage(String reference, RegistryAccess access) throws InvalidImageReferenceException {
        RegistryImage image = RegistryImage.named(reference);
        if (access.credentials() != null) {
            image.addCredential(
                    access.credentials().username(),
                    access.credentials().password().reveal());
        } else {
            image.addCredentialRetriever(
                    CredentialRetrieverFactory.forImage(ImageReference.parse(reference), event -> {})
                            .dockerConfig());
        }
        return image;
    }

    private static String pinned(String reference, String digest) {
        try {
            ImageReference image = ImageReference.parse(reference);
            return ImageReference.of(image.getRegistry(), image.getRepository(), null, digest)
                    .toStringWithQualifier();
        } catch (InvalidImageReferenceException e) {
            return reference;
        }
    }

    private static Path tar(Path root, String path) throws InvalidInputException {
        try {
            if (new DirectoryWorkspace(root).exists(path)) {
                return root.resolve(path);
            }
        } catch (IOException e) {
            // It leads out of the workspace.
        }
        throw new InvalidInputException(
                PARAMETER, TAR + path, "tar:// and the path of an image's tar in the workspace");
    }
}
