package io.jenkins.plugins.autodeploy.jenkins.actions;

import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What the project of a build is. */
@ExportedBean
public final class DetectedProjectAction extends RecordAction<DetectedProject> {
    public DetectedProjectAction(DetectedProject value) {
        super(value);
    }

    @Override
    Class<DetectedProject> type() {
        return DetectedProject.class;
    }

    @Override
    public String getDisplayName() {
        return Messages.DetectedProjectAction_displayName();
    }

    @Exported
    public String getLanguage() {
        DetectedProject value = getValue();
        return value == null ? null : value.main().language();
    }

    @Exported
    public String getFramework() {
        DetectedProject value = getValue();
        return value == null ? null : value.main().framework();
    }
}
