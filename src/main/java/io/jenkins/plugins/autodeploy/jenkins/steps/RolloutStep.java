package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.autodeploy.engine.deploy.PlanReader;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.DataBoundSetter;

/** The parameters by which {@code deployToCluster} and {@code rollbackDeployment} say how a version takes the place of another. */
public abstract class RolloutStep extends TargetStep {
    private String strategy = RolloutPlan.ROLLING;
    private List<Object> steps = new ArrayList<>();
    private @CheckForNull String pause;
    private String traffic = RolloutPlan.AUTO;
    private @CheckForNull String keepFor;
    private @CheckForNull RolloutAnalysis analysis;

    public String getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        this.strategy = Objects.requireNonNullElse(Util.fixEmptyAndTrim(strategy), RolloutPlan.ROLLING);
    }

    /** Weights of a canary as the pipeline wrote them: numbers, and texts such as {@code 25 for 10m}. Their type is open, since a list of text takes no numbers from a pipeline. */
    public List<Object> getSteps() {
        return steps;
    }

    @DataBoundSetter
    public void setSteps(List<Object> steps) {
        this.steps = new ArrayList<>(FormStepDescriptor.textList(steps));
    }

    public @CheckForNull String getPause() {
        return pause;
    }

    @DataBoundSetter
    public void setPause(@CheckForNull String pause) {
        this.pause = Util.fixEmptyAndTrim(pause);
    }

    public String getTraffic() {
        return traffic;
    }

    @DataBoundSetter
    public void setTraffic(String traffic) {
        this.traffic = Objects.requireNonNullElse(Util.fixEmptyAndTrim(traffic), RolloutPlan.AUTO);
    }

    public @CheckForNull String getKeepFor() {
        return keepFor;
    }

    @DataBoundSetter
    public void setKeepFor(@CheckForNull String keepFor) {
        this.keepFor = Util.fixEmptyAndTrim(keepFor);
    }

    public @CheckForNull RolloutAnalysis getAnalysis() {
        return analysis;
    }

    @DataBoundSetter
    public void setAnalysis(@CheckForNull RolloutAnalysis analysis) {
        this.analysis = analysis;
    }

    /** @throws InvalidInputException naming the first parameter that cannot be read */
    RolloutPlan plan() throws InvalidInputException {
        return PlanReader.read(strategy, FormStepDescriptor.textList(steps), pause, traffic, keepFor)
                .with(analysis == null ? null : analysis.toAnalysis(AutoDeployConfiguration.get()));
    }
}
