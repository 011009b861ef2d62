package io.jenkins.plugins.autodeploy.jenkins.steps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** How {@code deployToCluster} watches a new version after its rollout. A pipeline may write it as a plain map. */
public final class RolloutAnalysis extends AbstractDescribableImpl<RolloutAnalysis> {
    private static final String DEFAULT_INTERVAL = "30s";
    private static final String DEFAULT_NO_DATA = "fail";

    private final String window;
    private String interval = DEFAULT_INTERVAL;
    private int failureLimit;
    private String noData = DEFAULT_NO_DATA;
    private List<AnalysisMetric> metrics = new ArrayList<>();

    @DataBoundConstructor
    public RolloutAnalysis(String window) {
        this.window = Util.fixEmptyAndTrim(window);
    }

    public String getWindow() {
        return window;
    }

    public String getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = Objects.requireNonNullElse(Util.fixEmptyAndTrim(interval), DEFAULT_INTERVAL);
    }

    public int getFailureLimit() {
        return failureLimit;
    }

    @DataBoundSetter
    public void setFailureLimit(int failureLimit) {
        this.failureLimit = failureLimit;
    }

    public String getNoData() {
        return noData;
    }

    @DataBoundSetter
    public void setNoData(String noData) {
        this.noData = Objects.requireNonNullElse(Util.fixEmptyAndTrim(noData), DEFAULT_NO_DATA);
    }

    public List<AnalysisMetric> getMetrics() {
        return new ArrayList<>(metrics);
    }

    @DataBoundSetter
    public void setMetrics(List<AnalysisMetric> metrics) {
        this.metrics = metrics == null ? new ArrayList<>() : new ArrayList<>(metrics);
    }

    /** @throws InvalidInputException naming {@code analysis} when it cannot be used, or asks what no administrator allowed */
    Analysis toAnalysis(AutoDeployConfiguration configuration) throws InvalidInputException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("window", window).put("interval", interval).put("failureLimit", failureLimit);
        tree.put("noData", noData);
        ArrayNode entries = tree.putArray("metrics");
        for (AnalysisMetric metric : metrics) {
            entries.add(metric.toTree(configuration));
        }
        return AnalysisReader.read(tree);
    }

    /** Describes it to Jenkins. */
    @Extension
    @Symbol("rolloutAnalysis")
    public static final class DescriptorImpl extends Descriptor<RolloutAnalysis> {
        @Override
        public String getDisplayName() {
            return Messages.RolloutAnalysis_displayName();
        }

        @POST
        public ListBoxModel doFillNoDataItems() {
            return FormStepDescriptor.choices("fail", "ignore");
        }
    }
}
