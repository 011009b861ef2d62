package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of objects that a cluster knows. Each API is asked for once in the time of a connection, and again for a kind that was not there; what every cluster has is known without asking.
 */
final class ApiKinds {
    private static final List<Class<? extends HasMetadata>> EVERYWHERE = List.of(
            Deployment.class,
            StatefulSet.class,
            DaemonSet.class,
            ReplicaSet.class,
            ControllerRevision.class,
            Service.class,
            ConfigMap.class,
            Secret.class);

    private final KubernetesClient client;
    private final Map<String, APIResourceList> known = new ConcurrentHashMap<>();

    ApiKinds(KubernetesClient client) {
        this.client = client;
    }

    /** @param apiVersion group and version */
    Optional<APIResource> find(String apiVersion, String kind) {
        return everywhere(apiVersion, kind)
                .or(() -> find(known.get(apiVersion), kind))
                .or(() -> find(ask(apiVersion), kind));
    }

    private static Optional<APIResource> everywhere(String apiVersion, String kind) {
        return EVERYWHERE.stream()
                .filter(type -> HasMetadata.getApiVersion(type).equals(apiVersion)
                        && HasMetadata.getKind(type).equals(kind))
                .findFirst()
                .map(type -> new APIResourceBuilder()
                        .withKind(kind)
                        .withName(HasMetadata.getPlural(type))
                        .withNamespaced(true)
                        .build());
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
