package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is watched. Queries name its parts by {@code {{workload}}}, {@code {{namespace}}}, {@code {{deployment}}} and {@code {{image}}}; these are names and image references, whose
 * characters mean nothing in a quoted string of PromQL. {@code {{canary}}} and {@code {{stable}}} are label matchers as they stand between braces.
 *
 * @param url where the deployment answers; null when not known
 * @param deployment id of the deployment
 * @param canary label matchers of PromQL that find the time series of the new version: {@code namespace="shop",pod=~"web-canary-[a-z0-9]+-[a-z0-9]+"}
 * @param stable the same of the version that it is to replace; null when that runs no more
 * @param environment of the deployment
 * @param step of a canary, from 1; 0 where there are none
 * @param apart where each version answers alone; null where they can only be asked through what stands before both
 */
public record AnalysisTarget(
        String workload,
        String namespace,
        String deployment,
        String image,
        @CheckForNull String url,
        String canary,
        @CheckForNull String stable,
        String environment,
        int step,
        @CheckForNull Addresses apart) {
    static final List<String> PLACEHOLDERS =
            List.of("workload", "namespace", "deployment", "image", "canary", "stable");
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s{0,9}([^{}]{0,99}?)\\s{0,9}}}");

    /** URLs of the two versions. */
    public record Addresses(String canary, String stable) {}

    /** Before it is known how far its deployment is. */
    public AnalysisTarget(
            String workload,
            String namespace,
            String deployment,
            String image,
            @CheckForNull String url,
            String canary,
            @CheckForNull String stable) {
        this(workload, namespace, deployment, image, url, canary, stable, "", 0, null);
    }

    public AnalysisTarget apart(@CheckForNull Addresses addresses) {
        return with(url, canary, stable, environment, step, addresses);
    }

    /** As far as the deployment is now. */
    public AnalysisTarget at(Deployment record) {
        int now = record.traffic() == null ? 0 : record.traffic().step();
        return with(url, canary, stable, record.environment(), now, apart);
    }

    /** The new version where it answers alone. */
    AnalysisTarget canaryAlone() {
        return with(apart == null ? url : apart.canary(), canary, stable, environment, step, apart);
    }

    /** The old version in the place of the new one. */
    AnalysisTarget stableAlone() {
        return with(apart == null ? url : apart.stable(), stable, stable, environment, step, apart);
    }

    private AnalysisTarget with(
            @CheckForNull String where,
            String first,
            @CheckForNull String second,
            String of,
            int now,
            @CheckForNull Addresses each) {
        return new AnalysisTarget(workload, namespace, deployment, image, where, first, second, of, now, each);
    }

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

    /** Whether the query has that placeholder. */
    static boolean names(String query, String placeholder) {
        return PLACEHOLDER.matcher(query).results().anyMatch(found -> found.group(1)
                .equals(placeholder));
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
