package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.registry.RegistryReader;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * This machine, which holds the files itself.
 *
 * @param root of the project
 * @param layerCache where Jib keeps layers
 */
record LocalMachine(Path root, Path layerCache, InstantSource clock) implements DaemonlessMachine {
    @Override
    public MadeImage pack(JibRequest request, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException {
        return new JibImageBuild(layerCache, clock).build(root, request, events);
    }

    @Override
    public List<ImageLayer> layers(String reference, String platform, RegistryAccess access) {
        try (RegistryReader registry = new RegistryReader(access)) {
            return registry.layers(reference, platform);
        }
    }

    @Override
    public Optional<String> digest(String reference, RegistryAccess access) {
        try (RegistryReader registry = new RegistryReader(access)) {
            return registry.digest(reference);
        }
    }
}
