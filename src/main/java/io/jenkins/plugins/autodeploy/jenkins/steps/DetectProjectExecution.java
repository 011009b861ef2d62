package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.FilePath;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFileWriter;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedKind;
import io.jenkins.plugins.autodeploy.engine.generate.ProjectGenerator;
import io.jenkins.plugins.autodeploy.engine.generate.WrittenFiles;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import io.jenkins.plugins.autodeploy.jenkins.host.AgentProject;
import io.jenkins.plugins.autodeploy.jenkins.host.FilePathWorkspace;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Detects on the agent, in one call, and writes the files that were asked for. */
final class DetectProjectExecution extends WorkspaceStepExecution {
    private static final long serialVersionUID = 1L;

    private final String dir;
    private final ArrayList<String> generate;
    private final boolean overwrite;

    DetectProjectExecution(DetectProjectStep step, StepContext context) {
        super(context);
        dir = step.getDir();
        generate = new ArrayList<>(step.getGenerate());
        overwrite = step.isOverwrite();
    }

    @Override
    Map<String, Object> work(BuildJournal journal) throws Exception {
        Set<GeneratedKind> kinds = kinds();
        journal.stage(Stage.DETECT, StageStatus.RUNNING, "Detecting what " + dir + " is");
        FilePath workspace = getContext().get(FilePath.class);
        DetectedProject project;
        try {
            project = new AgentProject(workspace).project(dir);
            DetectedProject wanting = overwrite ? project.withoutDockerfiles() : project;
            write(ProjectGenerator.generate(wanting, kinds), new FilePathWorkspace(workspace), journal);
        } catch (InvalidInputException e) {
            journal.stage(Stage.DETECT, StageStatus.FAILED, e.getMessage());
            throw e;
        }
        journal.detected(project);
        for (Component component : project.components()) {
            journal.log(Stage.DETECT, words(component));
        }
        journal.stage(Stage.DETECT, StageStatus.SUCCEEDED, "Detected " + words(project.main()));
        return StepResults.of(project);
    }

    private Set<GeneratedKind> kinds() throws InvalidInputException {
        Set<GeneratedKind> kinds = EnumSet.noneOf(GeneratedKind.class);
        for (String label : generate) {
            kinds.add(GeneratedKind.of("generate", label));
        }
        return kinds;
    }

    private void write(List<GeneratedFile> files, Workspace workspace, BuildJournal journal) throws Exception {
        GeneratedFileWriter writer = new GeneratedFileWriter(workspace, dir);
        WrittenFiles result = overwrite ? writer.overwrite(files) : writer.writeMissing(files);
        result.written().forEach(file -> journal.log(Stage.DETECT, "Wrote " + file));
        result.kept().forEach(file -> journal.log(Stage.DETECT, "Kept " + file + ", which exists already"));
    }

    private static String words(Component component) {
        String what = component.framework() == null ? component.language() : component.framework();
        return "%s: %s, confidence %.2f".formatted(component.path(), what, component.confidence());
    }
}
