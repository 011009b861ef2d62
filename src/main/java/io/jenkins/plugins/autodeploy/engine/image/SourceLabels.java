package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels that tell where an image comes from, by the OCI image specification's annotation names; the user's own win over them. */
final class SourceLabels {
    static final String CREATED = "org.opencontainers.image.created";
    static final String REVISION = "org.opencontainers.image.revision";
    static final String SOURCE = "org.opencontainers.image.source";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private SourceLabels() {}

    static Map<String, String> of(BuildRequest request, String source, Instant now) {
        Map<String, String> labels = new HashMap<>();
        labels.put(CREATED, now.truncatedTo(ChronoUnit.SECONDS).toString());
        if (request.commit() != null) {
            labels.put(REVISION, request.commit());
        }
        if (!source.isEmpty()) {
            labels.put(SOURCE, source);
        }
        labels.putAll(request.labels());
        return labels;
    }

    /** The address of the repository that the workspace was cloned from; empty when git or the address is not there. */
    static String source(Workspace workspace, CommandRunner runner) throws InterruptedException {
        StringBuilder address = new StringBuilder();
        List<String> arguments = List.of("git", "config", "--get", "remote.origin.url");
        try {
            runner.run(
                    new Command(arguments, workspace.root(), Map.of(), TIMEOUT),
                    line -> address.append(address.isEmpty() ? line : ""),
                    line -> {});
        } catch (IOException e) {
            return "";
        }
        return withoutUser(address.toString());
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
