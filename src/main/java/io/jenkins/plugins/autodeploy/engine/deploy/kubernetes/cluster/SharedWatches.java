package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The watches of one connection to a cluster: one for each kind of object in a namespace, however many deployments look at it, since each costs a connection and a thread. One that nobody looks at any more stays open for a
 * while, since deployments to a namespace often come one after the other, and to open it takes longer than to rehearse a change.
 */
final class SharedWatches {
    private final KubernetesClient client;
    private final Consumer<Runnable> afterAWhile;
    private final Map<Place, KindWatch<?>> watches = new HashMap<>();

    /** @param afterAWhile does what it is given when what is unused has been so for long enough */
    SharedWatches(KubernetesClient client, Consumer<Runnable> afterAWhile) {
        this.client = client;
        this.afterAWhile = afterAWhile;
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
        if (watch == null || !watch.isUsable()) {
            if (watch != null && watch.isUnused()) {
                watch.close();
            }
            watch = new KindWatch<>(
                    client.resources(kind).inNamespace(namespace).runnableInformer(0), this::letGo);
            watches.put(place, watch);
        }
        return watch.share(wanted, changed);
    }

    private void letGo(KindWatch<?> watch) {
        if (watch.isUnused()) {
            afterAWhile.accept(() -> end(watch));
        }
    }

    private synchronized void end(KindWatch<?> watch) {
        if (watch.isUnused()) {
            watch.close();
            watches.values().remove(watch);
        }
    }

    /** Ends all of them, whoever looks. */
    synchronized void close() {
        watches.values().forEach(KindWatch::close);
        watches.clear();
    }

    private record Place(Class<?> kind, String namespace) {}
}
