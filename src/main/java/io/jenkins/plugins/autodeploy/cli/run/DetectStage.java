package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.nio.file.Path;

/** Finds out within a run what its project is. */
public final class DetectStage {
    private final RecordedRun run;

    public DetectStage(RecordedRun run) {
        this.run = run;
    }

    public DetectedProject detect() throws InvalidInputException {
        String root = run.workspace().root();
        run.events().stage(Stage.DETECT, StageStatus.RUNNING, "Looking at " + root);
        try {
            DetectedProject project = ProjectDetector.standard().detect(Path.of(root));
            run.note(summary -> summary.withProject(project));
            run.events().stage(Stage.DETECT, StageStatus.SUCCEEDED, Description.line(project.main()));
            return project;
        } catch (InvalidInputException e) {
            run.events().stage(Stage.DETECT, StageStatus.FAILED, e.getMessage());
            throw e;
        }
    }
}
