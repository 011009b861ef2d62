package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Builds an image of a project and pushes it. The docker command line runs through the {@link CommandRunner} and touches files through the
 * {@link Workspace} only, so that both may be on another machine; Jib reads files itself and is therefore called through a
 * {@link DaemonlessBuilder}. Reports the stages {@code build} and {@code push} with all their output.
 */
public final class ImageBuild {
    private final ProjectKnowledge knowledge;
    private final DaemonlessBuilder jib;
    private final Pause pause;

    /**
     * @param knowledge asked when the project has no Dockerfile
     * @param jib builds where the files are, without a daemon
     */
    public ImageBuild(ProjectKnowledge knowledge, DaemonlessBuilder jib) {
        this(knowledge, jib, Pause.REAL);
    }

    ImageBuild(ProjectKnowledge knowledge, DaemonlessBuilder jib, Pause pause) {
        this.knowledge = knowledge;
        this.jib = jib;
        this.pause = pause;
    }

    /**
     * Builds, and pushes when the request says so. Leaves no process, temporary file or credential behind, however it ends.
     *
     * @throws InvalidInputException when a parameter cannot be used; nothing has run then
     * @throws StageFailedException when the build or the push failed
     * @throws InterruptedException when the run was aborted
     */
    public BuiltImage build(
            BuildRequest request, Workspace workspace, CommandRunner runner, EventSink events, InstantSource clock)
            throws InvalidInputException, StageFailedException, InterruptedException {
        BuildRules.check(request);
        ImageNames names = ImageNames.of(request.repository(), request.tags());
        requireDirectory(request, workspace);
        Optional<DockerfileChoice> own = DockerfileChoice.find(request, workspace);
        StageReport stages = new StageReport(events);
        try {
            stages.begin(Stage.BUILD, "Building " + names.tagged(names.tags().get(0)));
            DockerCli docker = new DockerCli(runner, workspace.root());
            DockerCli.Versions versions =
                    request.builder().equals("jib") ? new DockerCli.Versions("", "", "") : docker.versions();
            BuiltImage image = versions.daemonAnswers()
                    ? withDocker(new DockerRun(request, names, workspace, runner, clock, versions), own, docker, stages)
                    : withoutDaemon(request, own, versions, stages);
            String done = (image.pushed() ? "Pushed " : "Built ") + image.reference();
            stages.end(StageStatus.SUCCEEDED, done);
            events.fact(EventType.IMAGE, stages.current(), done, facts(image));
            return image;
        } catch (StageFailedException e) {
            stages.end(StageStatus.FAILED, e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            stages.end(StageStatus.FAILED, "Aborted");
            throw e;
        }
    }

    /** The parts of one build by docker. */
    private record DockerRun(
            BuildRequest request,
            ImageNames names,
            Workspace workspace,
            CommandRunner runner,
            InstantSource clock,
            DockerCli.Versions versions) {}

    private BuiltImage withDocker(DockerRun run, Optional<DockerfileChoice> own, DockerCli docker, StageReport stages)
            throws InvalidInputException, StageFailedException, InterruptedException {
        BuildRequest request = run.request();
        Instant started = run.clock().instant();
        Deadline deadline = Deadline.after(request.timeout(), run.clock());
        DockerfileChoice dockerfile = own.isPresent() ? own.get() : dockerfileOfComponent(run, stages);
        Map<String, String> labels =
                SourceLabels.of(request, SourceLabels.source(run.workspace(), run.runner()), started);
        DockerImageBuild.LocalImage local = new DockerImageBuild(docker, run.workspace(), stages.events())
                .build(request, run.names(), dockerfile, labels, run.versions(), deadline);
        String digest = local.id();
        String reference = run.names().tagged(run.names().tags().get(0));
        if (request.push()) {
            stages.end(StageStatus.SUCCEEDED, "Built " + local.id());
            stages.begin(Stage.PUSH, "Pushing to " + run.names().registry());
            digest = new DockerPush(docker, run.workspace(), new PushAttempts(pause), stages.events())
                    .push(run.names(), request.credentials(), deadline);
            reference = run.names().byDigest(digest);
        }
        String base = Dockerfile.parse(dockerfile.text())
                .baseImage(request.target(), request.buildArgs())
                .orElse(null);
        return new BuiltImage(
                reference,
                request.tags(),
                digest,
                local.size(),
                "docker",
                base,
                local.layers(),
                request.push(),
                request.commit(),
                Duration.between(started, run.clock().instant()));
    }

    private DockerfileChoice dockerfileOfComponent(DockerRun run, StageReport stages)
            throws InvalidInputException, StageFailedException, InterruptedException {
        Component component = detect(run.request());
        if (component.dockerfile() != null) {
            stages.events().log(Stage.BUILD, "Using the Dockerfile of %s".formatted(component.path()));
            return DockerfileChoice.of(component, run.request(), run.workspace());
        }
        stages.events()
                .log(
                        Stage.BUILD,
                        "No Dockerfile in %s; generating one"
                                .formatted(run.request().directory()));
        return DockerfileChoice.generated(component, knowledge.dockerfile(component), run.request(), run.workspace())
                .orElseThrow(() -> new StageFailedException(
                        Stage.BUILD,
                        "There is no Dockerfile in %s, and none can be made for a project in %s"
                                .formatted(run.request().directory(), component.language()),
                        "Add a Dockerfile, or name it in dockerfile."));
    }

    private BuiltImage withoutDaemon(
            BuildRequest request, Optional<DockerfileChoice> own, DockerCli.Versions versions, StageReport stages)
            throws InvalidInputException, StageFailedException, InterruptedException {
        if (request.builder().equals("docker")) {
            throw noDaemon(versions, "", "Start a docker daemon, or set DOCKER_HOST to one.");
        }
        if (request.builder().equals("auto") && own.isPresent()) {
            throw noDaemonForDockerfile(versions);
        }
        Component component = detect(request);
        if (request.builder().equals("auto") && component.dockerfile() != null) {
            throw noDaemonForDockerfile(versions);
        }
        String directory = BuildRequest.below(request.directory(), component.path());
        Optional<PrebuiltContent> content = PrebuiltContent.of(component, directory, request.buildArgs());
        if (content.isEmpty()) {
            throw noDaemon(
                    versions,
                    ", and Jib, which needs none, can only build static files and prebuilt jars, not %s"
                            .formatted(component.framework() != null ? component.framework() : component.language()),
                    "Build where a docker daemon answers.");
        }
        stages.events().log(Stage.BUILD, "Building with Jib, without a daemon");
        return jib.build(request, content.get(), stages.events());
    }

    private static StageFailedException noDaemonForDockerfile(DockerCli.Versions versions) {
        return noDaemon(
                versions,
                ", and Jib, which needs none, cannot run a Dockerfile",
                "Start a docker daemon, or set builder to jib for prebuilt files without the Dockerfile.");
    }

    private Component detect(BuildRequest request)
            throws InvalidInputException, StageFailedException, InterruptedException {
        try {
            return knowledge.detect(request.directory());
        } catch (IOException e) {
            throw new StageFailedException(
                    Stage.DETECT,
                    "The project in %s could not be read: %s".formatted(request.directory(), e.getMessage()),
                    "Check the files of the project.",
                    e);
        }
    }

    private static StageFailedException noDaemon(DockerCli.Versions versions, String besides, String advice) {
        String docker = versions.client().isEmpty() ? "There is no docker client" : "No docker daemon answers";
        String said = versions.said().isEmpty() ? "" : " (" + versions.said() + ")";
        return new StageFailedException(Stage.BUILD, docker + said + besides, advice);
    }

    private static void requireDirectory(BuildRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        boolean there;
        try {
            there = workspace.exists(request.directory());
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            throw new InvalidInputException("dir", request.directory(), "a directory in the workspace");
        }
    }

    private static Map<String, Object> facts(BuiltImage image) {
        return Map.of(
                "reference", image.reference(),
                "digest", image.digest(),
                "size", image.size(),
                "builder", image.builder(),
                "pushed", image.pushed());
    }
}
