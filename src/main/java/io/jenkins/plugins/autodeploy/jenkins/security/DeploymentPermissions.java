package io.jenkins.plugins.autodeploy.jenkins.security;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;

/** What one may do with deployments beyond seeing them ({@link Item#READ}) and starting them ({@link Item#BUILD}). */
public final class DeploymentPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup("autodeploy", DeploymentPermissions.class, Messages._DeploymentPermissions_group());

    /** To take a target back to an earlier version. */
    public static final Permission ROLLBACK = new Permission(
            GROUP, "Rollback", Messages._DeploymentPermissions_rollback(), Item.CONFIGURE, PermissionScope.ITEM);

    /** To let a waiting deployment go on. */
    public static final Permission APPROVE = new Permission(
            GROUP, "Approve", Messages._DeploymentPermissions_approve(), Item.CONFIGURE, PermissionScope.ITEM);

    private DeploymentPermissions() {}

    /** Loads this class at startup, because a permission exists for the authorization strategies only once its class is initialised. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {
        GROUP.getPermissions();
    }
}
