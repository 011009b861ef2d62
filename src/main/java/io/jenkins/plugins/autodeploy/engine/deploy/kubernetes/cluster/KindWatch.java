package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows all objects of a kind in a namespace for those who share it. A watch that breaks is taken up again with growing pauses, and listed anew when the server has
 * forgotten its place.
 */
public final class KindWatch<T extends HasMetadata> implements AutoCloseable {
    private final SharedIndexInformer<T> informer;
    private final CompletionStage<Void> known;
    private final Consumer<KindWatch<T>> left;
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();

    /** @param left told when somebody has stopped looking */
    KindWatch(SharedIndexInformer<T> informer, Consumer<KindWatch<T>> left) {
        this.informer = informer;
        this.left = left;
        informer.exceptionHandler((started, error) -> started && !isRefused(error));
        known = informer.start();
    }

    Share share(Predicate<? super T> wanted, Runnable changed) {
        Share share = new Share(wanted, changed);
        shares.add(share);
        informer.addEventHandler(share);
        return share;
    }

    boolean isUnused() {
        return shares.isEmpty();
    }

    /** Whether it still tells of changes: not where it could not begin or was refused since, nor where it is broken and nobody has waited for it to come back. */
    boolean isUsable() {
        boolean over = informer.stopped().toCompletableFuture().isDone();
        return !over && (!isUnused() || informer.isWatching());
    }

    @Override
    public void close() {
        informer.stop();
    }

    private static boolean isRefused(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer
                    && (ApiProblem.isForbidden(answer) || ApiProblem.isUnauthorized(answer))) {
                return true;
            }
        }
        return false;
    }

    /** What one deployment looks at. */
    public final class Share implements ResourceEventHandler<T>, AutoCloseable {
        private final Predicate<? super T> wanted;
        private final Runnable changed;

        private Share(Predicate<? super T> wanted, Runnable changed) {
            this.wanted = wanted;
            this.changed = changed;
        }

        /** Completes when they are known; exceptionally when they cannot be read. */
        public CompletionStage<Void> known() {
            return known;
        }

        /** As they were last seen. */
        public List<T> objects() {
            return informer.getStore().list().stream().filter(wanted).toList();
        }

        @Override
        public void onAdd(T object) {
            tell(object);
        }

        @Override
        public void onUpdate(T before, T after) {
            if (wanted.test(before)) {
                changed.run();
            } else {
                tell(after);
            }
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            tell(object);
        }

        private void tell(T object) {
            if (wanted.test(object)) {
                changed.run();
            }
        }

        @Override
        public void close() {
            informer.removeEventHandler(this);
            shares.remove(this);
            left.accept(KindWatch.this);
        }
    }
}
