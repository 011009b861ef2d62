package io.jenkins.plugins.autodeploy.jenkins.actions;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One deployment or rollback of a build. */
@ExportedBean
public final class DeploymentAction extends RecordAction<Deployment> {
    private final ClusterChoice cluster;

    public DeploymentAction(Deployment value, ClusterChoice cluster) {
        super(value);
        this.cluster = cluster;
    }

    /** Where it went, as the step said it. */
    public ClusterChoice getCluster() {
        return cluster;
    }

    @Override
    Class<Deployment> type() {
        return Deployment.class;
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentAction_displayName();
    }

    @Exported
    public String getId() {
        Deployment value = getValue();
        return value == null ? null : value.id();
    }

    @Exported
    public String getEnvironment() {
        Deployment value = getValue();
        return value == null ? null : value.environment();
    }

    @Exported
    public String getImage() {
        Deployment value = getValue();
        return value == null ? null : value.image();
    }

    @Exported
    public String getPreviousImage() {
        Deployment value = getValue();
        return value == null ? null : value.previousImage();
    }

    @Exported
    public String getStatus() {
        Deployment value = getValue();
        return value == null ? null : value.status().name();
    }

    @Exported
    public Long getRevision() {
        Deployment value = getValue();
        return value == null ? null : value.revision();
    }

    @Exported
    public String getUrl() {
        Deployment value = getValue();
        return value == null ? null : value.url();
    }

    @Exported
    public String getReason() {
        Deployment value = getValue();
        return value == null ? null : value.reason();
    }

    @Exported
    public Boolean getRolledBack() {
        Deployment value = getValue();
        return value == null ? null : value.rolledBack();
    }

    @Exported
    public String getRollbackReason() {
        Deployment value = getValue();
        return value == null ? null : value.rollbackReason();
    }

    /** Replaces the record by a later state of the same deployment. The caller saves the run. */
    public void update(Deployment value) {
        set(value);
    }

    /** For the summary: what became of it. */
    public String getStatusText() {
        Deployment value = getValue();
        return value == null
                ? ""
                : switch (value.status()) {
                    case SUCCEEDED -> Messages.DeploymentAction_succeeded();
                    case FAILED -> Messages.DeploymentAction_failed();
                    case ABORTED -> Messages.DeploymentAction_aborted();
                    case ROLLED_BACK -> Messages.DeploymentAction_rolledBack();
                    default -> Messages.DeploymentAction_goesOn();
                };
    }

    /** For the summary: where the workload answers; null when that is no web address. */
    public String getLink() {
        Deployment value = getValue();
        boolean web = value != null && value.url() != null && value.url().matches("https?://.+");
        return web ? value.url() : null;
    }
}
