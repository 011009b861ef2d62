package io.jenkins.plugins.autodeploy.engine.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.builder.BuildOrder;
import io.jenkins.plugins.autodeploy.engine.image.builder.BuilderSearch;
import io.jenkins.plugins.autodeploy.engine.image.builder.Found;
import io.jenkins.plugins.autodeploy.engine.image.builder.ImageBuilder;
import io.jenkins.plugins.autodeploy.engine.image.builder.Machine;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibBuilder;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRules;
import io.jenkins.plugins.autodeploy.engine.image.request.DockerfileChoice;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.image.request.SourceLabels;
import io.jenkins.plugins.autodeploy.engine.image.request.StageReport;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which builder makes an image, and of what: the one that was asked for, else the first that is there and can do all that was asked for. */
final class BuilderChoice {
    private final ProjectKnowledge knowledge;
    private final DaemonlessMachine daemonless;
    private final Machine machine;
    private final BuildRequest request;
    private final StageReport stages;
    private Optional<DockerfileChoice> dockerfile = Optional.empty();
    private Optional<Component> component = Optional.empty();
    private PrebuiltContent content;
    private ImageBuilder builder;

    BuilderChoice(
            ProjectKnowledge knowledge,
            DaemonlessMachine daemonless,
            Machine machine,
            BuildRequest request,
            StageReport stages) {
        this.knowledge = knowledge;
        this.daemonless = daemonless;
        this.machine = machine;
        this.request = request;
        this.stages = stages;
    }

    /** Looks for the project's own Dockerfile, which may have been named wrongly. */
    void findDockerfile() throws InvalidInputException, InterruptedException {
        dockerfile = DockerfileChoice.find(request, machine.workspace());
    }

    /**
     * Decides.
     *
     * @throws InvalidInputException when the builder that was asked for cannot do what else was asked for
     * @throws StageFailedException when none is there that can
     */
    void choose() throws InvalidInputException, StageFailedException, InterruptedException {
        boolean any = request.builder().equals(BuildRules.AUTO);
        List<String> whyNot = new ArrayList<>();
        for (String name : any ? BuilderSearch.names() : List.of(request.builder())) {
            if (!name.equals(JibBuilder.NAME) && isUsable(name, any, whyNot)) {
                dockerfile = Optional.of(dockerfile.isPresent() ? dockerfile.get() : dockerfileOfComponent());
                return;
            }
        }
        if (!any && !request.builder().equals(JibBuilder.NAME)) {
            throw none(whyNot, "Install it, or set builder to auto to take whichever is there.");
        }
        chooseJib(any, whyNot);
    }

    ImageBuilder builder() {
        return builder;
    }

    /** Null where files are only packed. */
    @CheckForNull
    DockerfileChoice dockerfile() {
        return content == null ? dockerfile.orElse(null) : null;
    }

    @CheckForNull
    String baseImage(BuildOrder order) {
        return content != null
                ? content.baseImage()
                : Dockerfile.parse(order.dockerfile().text())
                        .baseImage(
                                request.parameters().target(),
                                request.parameters().buildArgs())
                        .orElse(null);
    }

    /** When the commit was made that the workspace holds; null when it holds none. */
    @CheckForNull
    Instant committed() throws InterruptedException {
        return SourceLabels.committed(machine.workspace(), machine.runner()).orElse(null);
    }

    private boolean isUsable(String name, boolean any, List<String> whyNot)
            throws InvalidInputException, InterruptedException {
        Found found = new BuilderSearch(machine, daemonless).find(name, request);
        if (found.builder() == null) {
            whyNot.add(found.whyNot());
            return false;
        }
        if (!canAll(found.builder(), any, whyNot)) {
            return false;
        }
        builder = found.builder();
        return true;
    }

    private boolean canAll(ImageBuilder candidate, boolean any, List<String> whyNot) throws InvalidInputException {
        for (Map.Entry<BuildFeature, String> lack :
                BuilderSearch.lacks(candidate, request).entrySet()) {
            BuildFeature feature = lack.getKey();
            if (!any) {
                throw new InvalidInputException(
                        feature.parameter(),
                        feature.value(request),
                        "nothing that %s cannot do: %s".formatted(candidate.name(), lack.getValue()));
            }
            whyNot.add("%s has no %s, since %s".formatted(candidate.name(), feature.parameter(), lack.getValue()));
        }
        return any ? BuilderSearch.lacks(candidate, request).isEmpty() : true;
    }

    private void chooseJib(boolean any, List<String> whyNot)
            throws InvalidInputException, StageFailedException, InterruptedException {
        if (any && dockerfile.isPresent()) {
            throw noneForDockerfile(whyNot);
        }
        Component found = component();
        if (any && found.dockerfile() != null) {
            throw noneForDockerfile(whyNot);
        }
        String directory = BuildRequest.below(request.source().directory(), found.path());
        Optional<PrebuiltContent> prebuilt =
                PrebuiltContent.of(found, directory, request.parameters().baseImage());
        if (prebuilt.isEmpty()) {
            whyNot.add(
                    "Jib only packs finished files: static sites, prebuilt jars, and Node and Python with their dependencies, not %s"
                            .formatted(found.framework() != null ? found.framework() : found.language()));
            throw none(whyNot, "Build where docker, buildah, podman or kaniko is there.");
        }
        ImageBuilder jib = new JibBuilder(daemonless, prebuilt.get(), committed());
        if (!canAll(jib, any, whyNot)) {
            throw none(whyNot, "Ask for less, or build where another builder is there.");
        }
        content = prebuilt.get();
        builder = jib;
    }

    private DockerfileChoice dockerfileOfComponent()
            throws InvalidInputException, StageFailedException, InterruptedException {
        Component found = component();
        if (found.dockerfile() != null) {
            stages.events().log(Stage.BUILD, "Using the Dockerfile of %s".formatted(found.path()));
            return DockerfileChoice.of(found, request, machine.workspace());
        }
        String directory = request.source().directory();
        stages.events().log(Stage.BUILD, "No Dockerfile in %s; generating one".formatted(directory));
        return DockerfileChoice.generated(found, knowledge.dockerfile(found), request, machine.workspace())
                .orElseThrow(() -> new StageFailedException(
                        Stage.BUILD,
                        "There is no Dockerfile in %s, and none can be made for a project in %s"
                                .formatted(directory, found.language()),
                        "Add a Dockerfile, or name it in dockerfile."));
    }

    private Component component() throws InvalidInputException, StageFailedException, InterruptedException {
        if (component.isEmpty()) {
            String directory = request.source().directory();
            try {
                component = Optional.of(knowledge.detect(directory));
            } catch (IOException e) {
                throw new StageFailedException(
                        Stage.DETECT,
                        "The project in %s could not be read: %s".formatted(directory, e.getMessage()),
                        "Check the files of the project.",
                        e);
            }
        }
        return component.get();
    }

    private static StageFailedException noneForDockerfile(List<String> whyNot) {
        whyNot.add("Jib, which needs no tool, cannot run a Dockerfile");
        return none(
                whyNot,
                "Start a docker daemon or install buildah, or set builder to jib for finished files without the Dockerfile.");
    }

    private static StageFailedException none(List<String> whyNot, String advice) {
        String reasons = String.join("; ", whyNot);
        return new StageFailedException(
                Stage.BUILD, reasons.substring(0, 1).toUpperCase(Locale.ROOT) + reasons.substring(1), advice);
    }
}
