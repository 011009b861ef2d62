package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A Kubernetes object as it is sent to the server: only the fields that the sender wants to have. The tree is not changed once it is in here.
 *
 * @param json with apiVersion, kind and metadata.name
 */
public record Manifest(ObjectNode json) {
    public String apiVersion() {
        return json.path("apiVersion").asText();
    }

    public String kind() {
        return json.path("kind").asText();
    }

    public String name() {
        return json.path("metadata").path("name").asText();
    }

    /** When Helm would run the object, for one that is no part of the release itself; null for all others. */
    @CheckForNull
    public String helmHook() {
        return json.at("/metadata/annotations").path("helm.sh/hook").textValue();
    }

    /** For people: {@code Service web}. */
    public String label() {
        return kind() + " " + name();
    }

    public ObjectRef ref() {
        return new ObjectRef(apiVersion(), kind(), name());
    }
}
