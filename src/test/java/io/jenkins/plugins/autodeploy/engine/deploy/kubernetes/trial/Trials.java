package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial.Means;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial.Track;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A trial of {@code web} and objects of it, for tests. */
public final class Trials {
    private static final YAMLMapper YAML = new YAMLMapper();

    private Trials() {}

    public static Trial by(Means means) {
        Track track = means == Means.SERVICE ? Track.PREVIEW : Track.CANARY;
        List<String> labels = means == Means.REPLICAS ? List.of() : List.of("app");
        return new Trial("d7", "web", track, means, List.of("web"), labels, List.of(), 4, false, 0);
    }

    public static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
