package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.jib.DaemonlessMachine;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.util.List;
import java.util.Optional;

/** Where a tool builds, Jib is not asked. */
final class NoDaemonless implements DaemonlessMachine {
    @Override
    public MadeImage pack(JibRequest request, EventSink events) {
        throw new AssertionError("Jib was asked");
    }

    @Override
    public List<ImageLayer> layers(String reference, String platform, RegistryAccess access) {
        throw new AssertionError("The registry was asked");
    }

    @Override
    public Optional<String> digest(String reference, RegistryAccess access) {
        throw new AssertionError("The registry was asked");
    }
}
