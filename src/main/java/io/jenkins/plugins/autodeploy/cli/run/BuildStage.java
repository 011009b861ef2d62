package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.ImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.JibImageBuild;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds an image within a run. */
public final class BuildStage {
    private static final int SHORT_COMMIT = 12;

    private final RecordedRun run;
    private final CommandRunner runner;

    /** @param runner runs the docker client */
    public BuildStage(RecordedRun run, CommandRunner runner) {
        this.run = run;
        this.runner = runner;
    }

    /** The commit that is built, if the project is a clone. */
    public Optional<String> commit() throws InterruptedException {
        return SourceCommit.of(run.workspace().root(), run.host().runner());
    }

    /** The tags of an image whose user gave none: the short commit where there is one, and the run's number. */
    public List<String> defaultTags(Optional<String> commit) {
        List<String> tags = new ArrayList<>();
        commit.ifPresent(hash -> tags.add(hash.substring(0, SHORT_COMMIT)));
        tags.add(String.valueOf(run.number()));
        return tags;
    }

    public BuiltImage build(BuildRequest request)
            throws InvalidInputException, StageFailedException, InterruptedException {
        run.note(summary -> summary.withStatus(DeploymentStatus.BUILDING));
        Path root = Path.of(run.workspace().root());
        JibImageBuild jib = new JibImageBuild(run.host().clock());
        ImageBuild build = new ImageBuild(
                new DirectoryKnowledge(root), (asked, content, events) -> jib.build(root, asked, content, events));
        BuiltImage image = build.build(
                request, run.workspace(), runner, run.events(), run.host().clock());
        run.note(summary -> summary.withImage(image));
        return image;
    }
}
