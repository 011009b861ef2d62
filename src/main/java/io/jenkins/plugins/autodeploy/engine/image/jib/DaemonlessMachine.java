package io.jenkins.plugins.autodeploy.engine.image.jib;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.util.List;

/** What is done without any tool on the machine that holds the files: here on a terminal, on the agent in Jenkins. */
public interface DaemonlessMachine {
    /** Runs {@link JibImageBuild}. */
    MadeImage pack(JibRequest request, EventSink events)
            throws InvalidInputException, StageFailedException, InterruptedException;

    /**
     * Asks a registry for the layers of an image.
     *
     * @param platform null for the usual one
     * @return empty when they cannot be read
     */
    List<ImageLayer> layers(String reference, @CheckForNull String platform, RegistryAccess access)
            throws InterruptedException;
}
