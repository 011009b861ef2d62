package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRules;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Builds an image from the workspace and pushes it. */
public final class BuildImageStep extends Step {
    private final String repository;
    private List<String> tags = new ArrayList<>();
    private String dir = ".";
    private @CheckForNull String dockerfile;
    private String builder = "auto";
    private Map<String, String> buildArgs = new TreeMap<>();
    private Map<String, String> labels = new TreeMap<>();
    private @CheckForNull String target;
    private @CheckForNull String platform;
    private @CheckForNull String network;
    private Map<String, String> secrets = new TreeMap<>();
    private List<String> cacheFrom = new ArrayList<>();
    private @CheckForNull String cacheTo;
    private @CheckForNull String format;
    private @CheckForNull String baseImage;
    private boolean latest;
    private @CheckForNull String latestFor;
    private @CheckForNull Boolean push;
    private @CheckForNull String credentialsId;
    private boolean insecureRegistry;
    private boolean noCache;
    private boolean pull;
    private int timeoutMinutes = 60;

    @DataBoundConstructor
    public BuildImageStep(String repository) {
        this.repository = Util.fixEmptyAndTrim(repository);
    }

    public String getRepository() {
        return repository;
    }

    public List<String> getTags() {
        return tags;
    }

    @DataBoundSetter
    public void setTags(List<String> tags) {
        this.tags = FormStepDescriptor.textList(tags);
    }

    public String getDir() {
        return dir;
    }

    @DataBoundSetter
    public void setDir(String dir) {
        this.dir = Objects.requireNonNullElse(Util.fixEmptyAndTrim(dir), ".");
    }

    public @CheckForNull String getDockerfile() {
        return dockerfile;
    }

    @DataBoundSetter
    public void setDockerfile(@CheckForNull String dockerfile) {
        this.dockerfile = Util.fixEmptyAndTrim(dockerfile);
    }

    public String getBuilder() {
        return builder;
    }

    @DataBoundSetter
    public void setBuilder(String builder) {
        this.builder = Objects.requireNonNullElse(Util.fixEmptyAndTrim(builder), "auto");
    }

    public Map<String, String> getBuildArgs() {
        return buildArgs;
    }

    @DataBoundSetter
    public void setBuildArgs(Map<String, String> buildArgs) {
        this.buildArgs = FormStepDescriptor.textMap(buildArgs);
    }

    public Map<String, String> getLabels() {
        return labels;
    }

    @DataBoundSetter
    public void setLabels(Map<String, String> labels) {
        this.labels = FormStepDescriptor.textMap(labels);
    }

    public @CheckForNull String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(@CheckForNull String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    public @CheckForNull String getPlatform() {
        return platform;
    }

    @DataBoundSetter
    public void setPlatform(@CheckForNull String platform) {
        this.platform = Util.fixEmptyAndTrim(platform);
    }

    public @CheckForNull String getNetwork() {
        return network;
    }

    @DataBoundSetter
    public void setNetwork(@CheckForNull String network) {
        this.network = Util.fixEmptyAndTrim(network);
    }

    /** Ids of credentials by the ids under which the build finds them. */
    public Map<String, String> getSecrets() {
        return secrets;
    }

    @DataBoundSetter
    public void setSecrets(Map<String, String> secrets) {
        this.secrets = FormStepDescriptor.textMap(secrets);
    }

    public List<String> getCacheFrom() {
        return cacheFrom;
    }

    @DataBoundSetter
    public void setCacheFrom(List<String> cacheFrom) {
        this.cacheFrom = FormStepDescriptor.textList(cacheFrom);
    }

    public @CheckForNull String getCacheTo() {
        return cacheTo;
    }

    @DataBoundSetter
    public void setCacheTo(@CheckForNull String cacheTo) {
        this.cacheTo = Util.fixEmptyAndTrim(cacheTo);
    }

    public @CheckForNull String getFormat() {
        return format;
    }

    @DataBoundSetter
    public void setFormat(@CheckForNull String format) {
        this.format = Util.fixEmptyAndTrim(format);
    }

    public @CheckForNull String getBaseImage() {
        return baseImage;
    }

    @DataBoundSetter
    public void setBaseImage(@CheckForNull String baseImage) {
        this.baseImage = Util.fixEmptyAndTrim(baseImage);
    }

    public boolean isLatest() {
        return latest;
    }

    @DataBoundSetter
    public void setLatest(boolean latest) {
        this.latest = latest;
    }

    public @CheckForNull String getLatestFor() {
        return latestFor;
    }

    @DataBoundSetter
    public void setLatestFor(@CheckForNull String latestFor) {
        this.latestFor = Util.fixEmptyAndTrim(latestFor);
    }

    public @CheckForNull Boolean getPush() {
        return push;
    }

    @DataBoundSetter
    public void setPush(@CheckForNull Boolean push) {
        this.push = push;
    }

    public @CheckForNull String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public boolean isInsecureRegistry() {
        return insecureRegistry;
    }

    @DataBoundSetter
    public void setInsecureRegistry(boolean insecureRegistry) {
        this.insecureRegistry = insecureRegistry;
    }

    public boolean isNoCache() {
        return noCache;
    }

    @DataBoundSetter
    public void setNoCache(boolean noCache) {
        this.noCache = noCache;
    }

    public boolean isPull() {
        return pull;
    }

    @DataBoundSetter
    public void setPull(boolean pull) {
        this.pull = pull;
    }

    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new BuildImageExecution(this, context);
    }

    /** Describes the step to Jenkins. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "buildImage";
        }

        @Override
        public String getDisplayName() {
            return Messages.BuildImageStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return WITH_PROCESSES;
        }

        @POST
        public ListBoxModel doFillBuilderItems() {
            return choices(Stream.concat(Stream.of(BuildRules.AUTO), BuildRules.BUILDERS.stream())
                    .toArray(String[]::new));
        }

        @POST
        public ListBoxModel doFillFormatItems() {
            return choices("", "oci", "docker");
        }

        @POST
        public ListBoxModel doFillPushItems() {
            return choices("", "true", "false");
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialsChoices.forRegistry(item, credentialsId);
        }
    }
}
