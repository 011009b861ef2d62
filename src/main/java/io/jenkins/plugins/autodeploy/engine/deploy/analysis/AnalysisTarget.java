package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is watched. Queries name its parts by {@code {{workload}}}, {@code {{namespace}}}, {@code {{deployment}}} and {@code {{image}}}; these are names and image references, whose
 * characters mean nothing in a quoted string of PromQL.
 *
 * @param url where the deployment answers; null when not known
 * @param deployment id of the deployment
 * @param canary label matchers of PromQL that find the time series of the new version: {@code namespace="shop",pod=~"web-canary-[a-z0-9]+-[a-z0-9]+"}
 * @param stable the same of the version that it is to replace; null when that runs no more
 */
public record AnalysisTarget(
        String workload,
        String namespace,
        String deployment,
        String image,
        @CheckForNull String url,
        String canary,
        @CheckForNull String stable) {
    static final List<String> PLACEHOLDERS =
            List.of("workload", "namespace", "deployment", "image", "canary", "stable");
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s{0,9}([^{}]{0,99}?)\\s{0,9}}}");

    /** The query with its placeholders filled in; an unknown one stays, which {@link AnalysisReader} does not let happen. */
    String fill(String query) {
        return PLACEHOLDER
                .matcher(query)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "workload" -> workload;
                            case "namespace" -> namespace;
                            case "deployment" -> deployment;
                            case "image" -> image;
                            case "canary" -> canary;
                            case "stable" -> stable == null ? found.group() : stable;
                            default -> found.group();
                        }));
    }

    /** The absolute URL of what an HTTP check asks. */
    String resolve(String urlOrPath) {
        if (!urlOrPath.startsWith("/") || url == null) {
            return urlOrPath;
        }
        int afterHost = url.indexOf('/', url.indexOf("://") + 3);
        return (afterHost < 0 ? url : url.substring(0, afterHost)) + urlOrPath;
    }
}
