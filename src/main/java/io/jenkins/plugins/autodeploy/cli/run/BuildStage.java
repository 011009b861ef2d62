package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.GitRepository;
import io.jenkins.plugins.autodeploy.engine.image.ImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import java.nio.file.Path;
import java.util.Optional;

/** Builds an image within a run. */
public final class BuildStage {
    private final RecordedRun run;
    private final CommandRunner runner;

    /** @param runner runs the builder */
    public BuildStage(RecordedRun run, CommandRunner runner) {
        this.run = run;
        this.runner = runner;
    }

    /** The commit that is built, if the project is a clone. */
    public Optional<String> commit() throws InterruptedException {
        return new GitRepository(run.host().runner(), run.workspace().root()).head();
    }

    public BuiltImage build(BuildRequest request)
            throws InvalidInputException, StageFailedException, InterruptedException {
        run.note(summary -> summary.withStatus(DeploymentStatus.BUILDING));
        Path root = Path.of(run.workspace().root());
        ImageBuild build = new ImageBuild(
                new DirectoryKnowledge(root),
                new LocalMachine(root, run.layerCache(), run.host().clock()),
                run.lastImages());
        BuiltImage image = build.build(
                request, run.workspace(), runner, run.events(), run.host().clock());
        run.note(summary -> summary.withImage(image));
        return image;
    }
}
