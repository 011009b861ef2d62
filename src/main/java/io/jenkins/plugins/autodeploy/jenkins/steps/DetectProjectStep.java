package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.Extension;
import hudson.Util;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Finds out what the project in the workspace is, and writes the files that it lacks when asked to. */
public final class DetectProjectStep extends Step {
    private String dir = ".";
    private List<String> generate = new ArrayList<>();
    private boolean overwrite;

    @DataBoundConstructor
    public DetectProjectStep() {}

    public String getDir() {
        return dir;
    }

    @DataBoundSetter
    public void setDir(String dir) {
        this.dir = Objects.requireNonNullElse(Util.fixEmptyAndTrim(dir), ".");
    }

    public List<String> getGenerate() {
        return generate;
    }

    @DataBoundSetter
    public void setGenerate(List<String> generate) {
        this.generate = FormStepDescriptor.textList(generate);
    }

    public boolean isOverwrite() {
        return overwrite;
    }

    @DataBoundSetter
    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new DetectProjectExecution(this, context);
    }

    /** Describes the step to Jenkins. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "detectProject";
        }

        @Override
        public String getDisplayName() {
            return Messages.DetectProjectStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return WITH_FILES;
        }
    }
}
