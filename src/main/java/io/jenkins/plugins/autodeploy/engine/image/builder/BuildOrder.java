package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.Deadline;
import io.jenkins.plugins.autodeploy.engine.image.request.DockerfileChoice;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.image.request.StageReport;
import java.util.Map;
import java.util.Optional;

/**
 * One image to be made.
 *
 * @param request with the credentials that are to be used
 * @param dockerfile null for what is only packed
 * @param labels all that the image gets, by their names in order
 */
public record BuildOrder(
        BuildRequest request,
        ImageNames names,
        @CheckForNull DockerfileChoice dockerfile,
        Map<String, String> labels,
        Deadline deadline,
        StageReport stages) {
    /** What the target stage starts from in the end; empty for {@code scratch} and where the Dockerfile does not tell. */
    Optional<String> baseImage() {
        return dockerfile == null
                ? Optional.empty()
                : Dockerfile.parse(dockerfile.text())
                        .baseImage(
                                request.parameters().target(),
                                request.parameters().buildArgs())
                        .filter(base -> !base.isEmpty() && !base.equals(BaseImages.SCRATCH));
    }

    /** What the build itself gets of the credentials and certificates for the push: nothing, unless it has to ask the same registry for its base or its cache. */
    RegistryAccess accessOfBuild() {
        return buildAsksRegistry() ? request.registry() : RegistryAccess.OF_THE_MACHINE;
    }

    private boolean buildAsksRegistry() {
        return BaseImages.areIn(names.registry(), baseImage().stream().toList())
                || BaseImages.areIn(names.registry(), request.parameters().cacheFrom())
                || BaseImages.areIn(
                        names.registry(),
                        Optional.ofNullable(request.parameters().cacheTo()).stream()
                                .toList());
    }
}
