package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.Description;
import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import picocli.CommandLine.Command;

@Command(name = "detect", description = "Says what a project is, from its files alone.")
final class DetectCommand extends ProjectCommand {
    DetectCommand(Host host) {
        super(host);
    }

    @Override
    Outcome perform() throws InvalidInputException {
        DetectedProject project = ProjectDetector.standard().detect(directory());
        return new Outcome(project, Description.of(project), ExitCode.DONE);
    }
}
