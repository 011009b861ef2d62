package io.jenkins.plugins.autodeploy.engine.image.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * An image to build. Serializable, so that it can travel to the machine that holds the files.
 *
 * @param repository {@code [registry[:port]/]name}, without tag
 * @param tags at least one
 * @param builder {@code auto} or one of {@link BuildRules#BUILDERS}
 * @param timeout for build and push together
 */
public record BuildRequest(
        String repository,
        List<String> tags,
        Source source,
        String builder,
        BuildParameters parameters,
        boolean push,
        RegistryAccess registry,
        Duration timeout)
        implements Serializable {
    public BuildRequest {
        tags = List.copyOf(tags);
    }

    /**
     * What is built.
     *
     * @param directory the project's, relative to the workspace's root; what is built is the whole of it, or the one component in it that has to be built from a directory of its own
     * @param dockerfile relative to {@code directory}, which is then built as a whole; null to use the one found there or to generate one
     * @param commit of the source, for the image's labels
     */
    public record Source(
            String directory,
            @CheckForNull String dockerfile,
            @CheckForNull String commit) implements Serializable {}

    /** Whether a repository says where it is, so that it can be pushed to, by the rule of docker: the part before the first slash is a registry if it could not be a user of Docker Hub. */
    public static boolean namesRegistry(String repository) {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    /** @param child relative to the directory; null or "." for the directory itself */
    public static String below(String directory, @CheckForNull String child) {
        if (child == null || child.equals(".")) {
            return directory;
        }
        return directory.equals(".") ? child : directory + "/" + child;
    }
}
