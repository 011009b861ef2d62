package io.jenkins.plugins.autodeploy.engine.image.jib;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * An image to be packed, on its way to the machine that holds the files.
 *
 * @param labels all that the image gets but those of its base
 * @param created when the source was made; null for a fixed moment, so that the same files always make the same image
 */
public record JibRequest(
        BuildRequest build,
        PrebuiltContent content,
        Map<String, String> labels,
        @CheckForNull Instant created) implements Serializable {}
