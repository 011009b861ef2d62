package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The watches of one connection to a cluster: one for each kind of object in a namespace, however many deployments look at it, since each costs a connection and a thread. */
final class SharedWatches {
    private final KubernetesClient client;
    private final Map<Place, KindWatch<?>> watches = new HashMap<>();

    SharedWatches(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param wanted which objects are looked at
     * @param changed called on any thread whenever one of them may have changed; must return quickly
     */
    synchronized <T extends HasMetadata> KindWatch<T>.Share follow(
            Class<T> kind, String namespace, Predicate<? super T> wanted, Runnable changed) {
        Place place = new Place(kind, namespace);
        @SuppressWarnings("unchecked") // the place has the kind
        KindWatch<T> watch = (KindWatch<T>) watches.get(place);
        if (watch == null || watch.isOver()) {
            watch = new KindWatch<>(
                    client.resources(kind).inNamespace(namespace).runnableInformer(0), this::letGo);
            watches.put(place, watch);
        }
        return watch.share(wanted, changed);
    }

    private synchronized void letGo(KindWatch<?> watch) {
        if (watch.isUnused()) {
            watch.close();
            watches.values().remove(watch);
        }
    }

    private record Place(Class<?> kind, String namespace) {}
}
