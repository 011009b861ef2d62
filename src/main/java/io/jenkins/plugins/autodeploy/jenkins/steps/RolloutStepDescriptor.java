package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of {@code deployToCluster} and {@code rollbackDeployment} let people choose from. Public, as the methods of forms have to be. */
public abstract class RolloutStepDescriptor extends FormStepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return ON_CONTROLLER;
    }

    @POST
    public ListBoxModel doFillClusterItems(@AncestorInPath Item item) {
        return clusterChoices(item);
    }

    @POST
    public ListBoxModel doFillStrategyItems() {
        return choices(RolloutPlan.ROLLING, RolloutPlan.RECREATE, RolloutPlan.CANARY, RolloutPlan.BLUE_GREEN);
    }

    @POST
    public ListBoxModel doFillTrafficItems() {
        return choices(RolloutPlan.AUTO, "replicas", "ingress", "httpRoute", "istio");
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialsChoices.forCluster(item, credentialsId);
    }
}
