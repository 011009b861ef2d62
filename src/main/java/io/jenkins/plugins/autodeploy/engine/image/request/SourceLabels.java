package io.jenkins.plugins.autodeploy.engine.image.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The labels that tell where an image comes from, by the <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">annotation names of the OCI image specification</a>; the user's own win over them. */
public final class SourceLabels {
    public static final String BASE_NAME = "org.opencontainers.image.base.name";
    public static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    private static final String CREATED = "org.opencontainers.image.created";
    private static final String REVISION = "org.opencontainers.image.revision";
    private static final String SOURCE = "org.opencontainers.image.source";
    private static final String VERSION = "org.opencontainers.image.version";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private SourceLabels() {}

    /**
     * All labels of an image, by their names in order.
     *
     * @param source the address of the source's repository; empty when not known
     * @param created null to say nothing about it
     */
    public static Map<String, String> of(BuildRequest request, String source, @CheckForNull Instant created) {
        Map<String, String> labels = new TreeMap<>();
        if (created != null) {
            labels.put(CREATED, created.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (request.source().commit() != null) {
            labels.put(REVISION, request.source().commit());
        }
        if (!source.isEmpty()) {
            labels.put(SOURCE, source);
        }
        labels.put(VERSION, request.tags().get(0));
        labels.putAll(request.parameters().labels());
        return labels;
    }

    /** The address of the repository that the workspace was cloned from; empty when git or the address is not there. */
    public static String source(Workspace workspace, CommandRunner runner) throws InterruptedException {
        return withoutUser(firstLine(workspace, runner, "git", "config", "--get", "remote.origin.url"));
    }

    /** When the commit that the workspace has checked out was made; empty when there is none. */
    public static Optional<Instant> committed(Workspace workspace, CommandRunner runner) throws InterruptedException {
        String seconds = firstLine(workspace, runner, "git", "log", "-1", "--format=%ct");
        return seconds.matches("\\d{1,12}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private static String firstLine(Workspace workspace, CommandRunner runner, String... arguments)
            throws InterruptedException {
        StringBuilder first = new StringBuilder();
        try {
            runner.run(
                    new Command(List.of(arguments), workspace.root(), Map.of(), TIMEOUT),
                    line -> first.append(first.isEmpty() ? line : ""),
                    line -> {});
        } catch (IOException e) {
            return "";
        }
        return first.toString().strip();
    }

    /** Addresses of clones may carry a token; the label must not. */
    static String withoutUser(String address) {
        try {
            URI uri = new URI(address.strip());
            if (uri.getHost() == null) {
                // git@host:team/app is no URI with an authority and holds no password; a local path tells nobody
                // anything.
                return address.matches("[\\w.-]+@[\\w.-]+:\\S+") ? address : "";
            }
            return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
        } catch (URISyntaxException e) {
            return address.matches("[\\w.-]+@[\\w.-]+:\\S+") ? address : "";
        }
    }
}
