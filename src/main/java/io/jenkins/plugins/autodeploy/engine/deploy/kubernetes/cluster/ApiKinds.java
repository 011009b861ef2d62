package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds of objects that a cluster knows. Each API is asked for once in the time of a connection, and again for a kind that was not there. */
final class ApiKinds {
    private final KubernetesClient client;
    private final Map<String, APIResourceList> known = new ConcurrentHashMap<>();

    ApiKinds(KubernetesClient client) {
        this.client = client;
    }

    /** @param apiVersion group and version */
    Optional<APIResource> find(String apiVersion, String kind) {
        Optional<APIResource> found = find(known.get(apiVersion), kind);
        return found.isPresent() ? found : find(ask(apiVersion), kind);
    }

    @CheckForNull
    private APIResourceList ask(String apiVersion) {
        APIResourceList answer = client.getApiResources(apiVersion);
        if (answer != null) {
            known.put(apiVersion, answer);
        }
        return answer;
    }

    /** Not a subresource, whose kind may be the same. */
    private static Optional<APIResource> find(@CheckForNull APIResourceList list, String kind) {
        return list == null
                ? Optional.empty()
                : list.getResources().stream()
                        .filter(resource -> resource.getKind().equals(kind)
                                && !resource.getName().contains("/"))
                        .findFirst();
    }
}
