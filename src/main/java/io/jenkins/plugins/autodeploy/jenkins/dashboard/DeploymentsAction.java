package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.autodeploy.jenkins.security.DeploymentPermissions;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The Deployments page of a job, at {@code job/NAME/deployments/}: the page itself ({@code index.jelly}), its REST API ({@code api/…}) and its live feed ({@code feed}).
 */
public final class DeploymentsAction implements Action {
    private final Job<?, ?> job;

    DeploymentsAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    @Override
    public String getIconFileName() {
        return job.hasPermission(Item.READ) ? "symbol-rocket-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentsAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "deployments";
    }

    /** For the page's configuration element. */
    public boolean isDeployable() {
        return job.isBuildable() && job.hasPermission(Item.BUILD);
    }

    /** For the page's configuration element. */
    public boolean isRollbackAllowed() {
        return job.hasPermission(DeploymentPermissions.ROLLBACK);
    }

    /** The REST API below {@code api/}. */
    public DeploymentsWebApi getApi() {
        job.checkPermission(Item.READ);
        return new DeploymentsWebApi(job);
    }

    /** The WebSocket of the live feed. */
    public HttpResponse doFeed(StaplerRequest2 request) {
        job.checkPermission(Item.READ);
        return FeedSession.upgrade(job, request);
    }

    /** Gives every job its page. */
    @Extension
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return DeploymentsAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job job) {
            return List.of(new DeploymentsAction(job));
        }
    }
}
