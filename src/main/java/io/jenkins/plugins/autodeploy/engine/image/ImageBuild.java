package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.image.builder.BuildOrder;
import io.jenkins.plugins.autodeploy.engine.image.builder.Machine;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibBuilder;
import io.jenkins.plugins.autodeploy.engine.image.registry.CloudLogin;
import io.jenkins.plugins.autodeploy.engine.image.registry.Pause;
import io.jenkins.plugins.autodeploy.engine.image.registry.PushAttempts;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRules;
import io.jenkins.plugins.autodeploy.engine.image.request.Deadline;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.image.request.SourceLabels;
import io.jenkins.plugins.autodeploy.engine.image.request.StageReport;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Builds an image of a project and pushes it. Builders run through the {@link CommandRunner} and touch files through the
 * {@link Workspace} only, so that both may be on another machine; Jib reads files itself and is therefore called through a
 * {@link DaemonlessMachine}. Reports the stages {@code build} and {@code push} with all their output.
 */
public final class ImageBuild {
    private final ProjectKnowledge knowledge;
    private final DaemonlessMachine daemonless;
    private final LastImages lastImages;
    private final Pause pause;

    /**
     * @param knowledge asked when the project has no Dockerfile
     * @param daemonless builds where the files are, without a daemon
     * @param lastImages with what the image is compared, and where it is kept for the next one
     */
    public ImageBuild(ProjectKnowledge knowledge, DaemonlessMachine daemonless, LastImages lastImages) {
        this(knowledge, daemonless, lastImages, Pause.REAL);
    }

    ImageBuild(ProjectKnowledge knowledge, DaemonlessMachine daemonless, LastImages lastImages, Pause pause) {
        this.knowledge = knowledge;
        this.daemonless = daemonless;
        this.lastImages = lastImages;
        this.pause = pause;
    }

    /**
     * Builds, and pushes when the request says so. Leaves no process, temporary file or credential behind, however it ends.
     *
     * @throws InvalidInputException when a parameter cannot be used; nothing has been built then
     * @throws StageFailedException when the build or the push failed
     * @throws InterruptedException when the run was aborted
     */
    public BuiltImage build(
            BuildRequest request, Workspace workspace, CommandRunner runner, EventSink events, InstantSource clock)
            throws InvalidInputException, StageFailedException, InterruptedException {
        BuildRules.check(request);
        ImageNames names = ImageNames.of(request.repository(), request.tags());
        requireDirectory(request, workspace);
        SecretMask mask = SecretMask.of(request);
        StageReport stages = new StageReport(mask.over(events), clock);
        BuilderChoice choice = new BuilderChoice(
                knowledge, daemonless, new Machine(runner, workspace, clock, new PushAttempts(pause)), request, stages);
        choice.findDockerfile();
        Instant started = clock.instant();
        Deadline deadline = Deadline.after(request.timeout(), clock);
        try {
            stages.begin(Stage.BUILD, "Building " + names.tagged(names.tags().get(0)));
            choice.choose();
            BuildRequest withLogin = withLogin(request, names, workspace, runner, stages);
            // What Jib packs is to be the same for the same source, so it bears the time of the source.
            Instant created = choice.builder().name().equals(JibBuilder.NAME) ? choice.committed() : started;
            BuildOrder order = new BuildOrder(
                    withLogin,
                    names,
                    choice.dockerfile(),
                    SourceLabels.of(request, SourceLabels.source(workspace, runner), created),
                    deadline,
                    stages);
            stages.prepared();
            MadeImage made = choice.builder().make(order);
            BuiltImage image =
                    compare(request, record(order, choice, made, Duration.between(started, clock.instant()), stages));
            String done = (image.pushed() ? "Pushed " : "Built ") + image.reference();
            stages.end(StageStatus.SUCCEEDED, done);
            stages.events().fact(EventType.IMAGE, stages.current(), ImageSummary.of(image), facts(image));
            return image;
        } catch (StageFailedException e) {
            stages.end(StageStatus.FAILED, e.getMessage());
            throw mask.hide(e);
        } catch (InvalidInputException e) {
            stages.end(StageStatus.FAILED, e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            stages.end(StageStatus.FAILED, "Aborted");
            throw e;
        }
    }

    private static BuildRequest withLogin(
            BuildRequest request, ImageNames names, Workspace workspace, CommandRunner runner, StageReport stages)
            throws InterruptedException {
        RegistryAccess access = request.registry();
        Optional<RegistryCredentials> login = request.push() && access.credentials() == null
                ? CloudLogin.of(names.registry(), runner, workspace.root(), stages.events())
                : Optional.empty();
        return login.isEmpty()
                ? request
                : new BuildRequest(
                        request.repository(),
                        request.tags(),
                        request.source(),
                        request.builder(),
                        request.parameters(),
                        true,
                        access.withCredentials(login.get()),
                        request.timeout());
    }

    private static BuiltImage record(
            BuildOrder order, BuilderChoice choice, MadeImage made, Duration duration, StageReport stages) {
        BuildRequest request = order.request();
        ImageNames names = order.names();
        String tagged = names.tagged(names.tags().get(0));
        return new BuiltImage(
                request.push() ? names.byDigest(made.digest()) : tagged,
                names.tags(),
                made.digest(),
                made.size(),
                choice.builder().name(),
                choice.baseImage(order),
                made.baseDigest(),
                request.parameters().platforms(),
                made.layers(),
                request.push(),
                request.source().commit(),
                duration,
                stages.phases(),
                made.steps(),
                null);
    }

    /** A job that cannot keep its last image only loses the comparison. */
    private BuiltImage compare(BuildRequest request, BuiltImage image) {
        BuiltImage compared =
                lastImages.of(request.repository()).map(image::after).orElse(image);
        try {
            lastImages.keep(request.repository(), compared);
        } catch (IOException e) {
            return compared;
        }
        return compared;
    }

    private static void requireDirectory(BuildRequest request, Workspace workspace)
            throws InvalidInputException, InterruptedException {
        boolean there;
        try {
            there = workspace.exists(request.source().directory());
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            throw new InvalidInputException("dir", request.source().directory(), "a directory in the workspace");
        }
    }

    private static Map<String, Object> facts(BuiltImage image) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reference", image.reference());
        facts.put("digest", image.digest());
        facts.put("size", image.size());
        facts.put("builder", image.builder());
        facts.put("pushed", image.pushed());
        facts.put("cachedSteps", image.cachedSteps());
        facts.put("steps", image.steps().size());
        return facts;
    }
}
