package io.jenkins.plugins.autodeploy.engine.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An image to build. Serializable, so that it can travel to the machine that holds the files.
 *
 * @param repository {@code [registry[:port]/]name}, without tag
 * @param tags at least one
 * @param directory the project's, relative to the workspace's root; what is built is the whole of it, or the one component in it that has to be built from a directory of its own
 * @param dockerfile relative to {@code directory}, which is then built as a whole; null to use the one found there or to generate one
 * @param builder {@code auto}, {@code docker} or {@code jib}
 * @param buildArgs arguments of the Dockerfile; they stay readable in the image's history, so none may be a secret. Jib knows
 *     {@code BASE_IMAGE} alone: what to start from, {@code scratch} for nothing
 * @param target the Dockerfile stage to stop at
 * @param platform {@code linux/arm64}; null for the builder's own
 * @param credentials for the registry; null for what the machine has
 * @param insecureRegistry whether the registry may speak HTTP or have an untrusted certificate
 * @param commit the source's commit for the image's labels
 */
public record BuildRequest(
        String repository,
        List<String> tags,
        String directory,
        @CheckForNull String dockerfile,
        String builder,
        Map<String, String> buildArgs,
        Map<String, String> labels,
        @CheckForNull String target,
        @CheckForNull String platform,
        boolean push,
        @CheckForNull RegistryCredentials credentials,
        boolean insecureRegistry,
        boolean noCache,
        boolean pull,
        Duration timeout,
        @CheckForNull String commit)
        implements Serializable {
    public BuildRequest {
        tags = List.copyOf(tags);
        buildArgs = Map.copyOf(buildArgs);
        labels = Map.copyOf(labels);
    }

    /** Whether a repository says where it is, so that it can be pushed to, by the rule of docker: the part before the first slash is a registry if it could not be a user of Docker Hub. */
    public static boolean namesRegistry(String repository) {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }
    /** @param child relative to the directory; null or "." for the directory itself */
    static String below(String directory, @CheckForNull String child) {
        if (child == null || child.equals(".")) {
            return directory;
        }
        return directory.equals(".") ? child : directory + "/" + child;
    }
}
