package io.jenkins.plugins.autodeploy.engine.scan.external;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import java.util.List;
import java.util.Map;

/**
 * What a scanner's program is to do.
 *
 * @param arguments without the program; no secret is among them
 * @param settings variables that are no secrets
 * @param secrets variables that are
 * @param images whether it has to reach the images of a Docker Engine
 * @param temporary where it writes its report; null when it writes none
 */
record Errand(
        List<String> arguments,
        Map<String, String> settings,
        Map<String, SecretText> secrets,
        boolean images,
        @CheckForNull TemporaryDirectory temporary) {
    Errand {
        arguments = List.copyOf(arguments);
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    /** A question that the program answers on its standard output. */
    static Errand question(String... arguments) {
        return new Errand(List.of(arguments), Map.of(), Map.of(), false, null);
    }
}
