package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import java.util.Map;

/** A way to build images that was found on the machine of the workspace. */
public interface ImageBuilder {
    /** As the parameter {@code builder} calls it. */
    String name();

    /** What it cannot do, each with the reason as the end of a sentence: "docker needs BuildKit for it". */
    Map<BuildFeature, String> cannot();

    /**
     * Builds, and pushes when that is asked for. Leaves no process, temporary file, credential or half-made image behind, however it ends.
     *
     * @throws InvalidInputException when a parameter turns out not to be usable
     * @throws StageFailedException when the build or the push failed
     * @throws InterruptedException when the run was aborted
     */
    MadeImage make(BuildOrder order) throws InvalidInputException, StageFailedException, InterruptedException;
}
