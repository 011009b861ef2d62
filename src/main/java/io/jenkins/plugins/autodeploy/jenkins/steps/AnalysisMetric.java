package io.jenkins.plugins.autodeploy.jenkins.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One metric of a {@link RolloutAnalysis}; what it measures is the one of {@code prometheus}, {@code http}, {@code webhook} and {@code restarts} that is set. */
public final class AnalysisMetric extends AbstractDescribableImpl<AnalysisMetric> {
    private @CheckForNull String name;
    private @CheckForNull String failIf;
    private @CheckForNull String prometheus;
    private @CheckForNull String query;
    private @CheckForNull String http;
    private @CheckForNull Integer requests;
    private @CheckForNull Integer percentile;
    private @CheckForNull Integer status;
    private @CheckForNull String contains;
    private @CheckForNull String webhook;
    private @CheckForNull String restarts;

    @DataBoundConstructor
    public AnalysisMetric() {}

    public @CheckForNull String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@CheckForNull String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public @CheckForNull String getFailIf() {
        return failIf;
    }

    @DataBoundSetter
    public void setFailIf(@CheckForNull String failIf) {
        this.failIf = Util.fixEmptyAndTrim(failIf);
    }

    public @CheckForNull String getPrometheus() {
        return prometheus;
    }

    @DataBoundSetter
    public void setPrometheus(@CheckForNull String prometheus) {
        this.prometheus = Util.fixEmptyAndTrim(prometheus);
    }

    public @CheckForNull String getQuery() {
        return query;
    }

    @DataBoundSetter
    public void setQuery(@CheckForNull String query) {
        this.query = Util.fixEmptyAndTrim(query);
    }

    public @CheckForNull String getHttp() {
        return http;
    }

    @DataBoundSetter
    public void setHttp(@CheckForNull String http) {
        this.http = Util.fixEmptyAndTrim(http);
    }

    public @CheckForNull Integer getRequests() {
        return requests;
    }

    @DataBoundSetter
    public void setRequests(@CheckForNull Integer requests) {
        this.requests = requests;
    }

    public @CheckForNull Integer getPercentile() {
        return percentile;
    }

    @DataBoundSetter
    public void setPercentile(@CheckForNull Integer percentile) {
        this.percentile = percentile;
    }

    public @CheckForNull Integer getStatus() {
        return status;
    }

    @DataBoundSetter
    public void setStatus(@CheckForNull Integer status) {
        this.status = status;
    }

    public @CheckForNull String getContains() {
        return contains;
    }

    @DataBoundSetter
    public void setContains(@CheckForNull String contains) {
        this.contains = Util.fixEmptyAndTrim(contains);
    }

    public @CheckForNull String getWebhook() {
        return webhook;
    }

    @DataBoundSetter
    public void setWebhook(@CheckForNull String webhook) {
        this.webhook = Util.fixEmptyAndTrim(webhook);
    }

    public @CheckForNull String getRestarts() {
        return restarts;
    }

    @DataBoundSetter
    public void setRestarts(@CheckForNull String restarts) {
        this.restarts = Util.fixEmptyAndTrim(restarts);
    }

    /**
     * As the engine reads it.
     *
     * @throws InvalidInputException when it would have the controller request what no administrator allowed
     */
    JsonNode toTree(AutoDeployConfiguration configuration) throws InvalidInputException {
        if (http != null && !http.startsWith("/")) {
            throw new InvalidInputException(
                    "analysis", http, "a path of the deployment's own address, such as /health");
        }
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        put(tree, "name", name);
        put(tree, "failIf", failIf);
        put(tree, "prometheus", prometheus == null ? null : configuration.prometheusServer(prometheus));
        put(tree, "query", query);
        put(tree, "http", http);
        put(tree, "requests", requests);
        put(tree, "percentile", percentile);
        put(tree, "status", status);
        put(tree, "contains", contains);
        put(tree, "webhook", webhook == null ? null : configuration.webHook(webhook));
        put(tree, "restarts", restarts);
        return tree;
    }

    private static void put(ObjectNode tree, String field, @CheckForNull Object value) {
        if (value instanceof Integer number) {
            tree.put(field, number);
        } else if (value != null) {
            tree.put(field, value.toString());
        }
    }

    /** Describes it to Jenkins. */
    @Extension
    @Symbol("analysisMetric")
    public static final class DescriptorImpl extends Descriptor<AnalysisMetric> {
        @Override
        public String getDisplayName() {
            return Messages.AnalysisMetric_displayName();
        }
    }
}
