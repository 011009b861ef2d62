package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;

/**
 * The connections of a host to clusters: engines that reach the same cluster as the same user share one. It stays open for a while after the last of them, as its watches do, so that the next
 * deployment of a pipeline finds it as it was.
 */
public final class KubernetesConnections implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** It learns the objects' classes when they are first read, which takes longer than a request. */
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private static final int RETRIES = 3;
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

    /** A watch counts as a request for as long as it is open: those of many namespaces must not take the place of the requests that would end them. */
    private static final int MOST_REQUESTS = 4096;

    private final ScheduledExecutorService timers;
    private final Executor tasks;
    private final Duration idle;
    private final Map<Identity, Shared> open = new HashMap<>();
    private boolean closed;

    /**
     * @param timers only hands over what is due
     * @param tasks runs what waits for an answer of a cluster
     */
    public KubernetesConnections(ScheduledExecutorService timers, Executor tasks) {
        this(timers, tasks, IDLE);
    }

    /** @param idle how long what nobody uses stays open */
    public KubernetesConnections(ScheduledExecutorService timers, Executor tasks, Duration idle) {
        this.timers = timers;
        this.tasks = tasks;
        this.idle = idle;
    }

    /** A connection that nobody shares, and that is closed as soon as it is released. */
    public static KubernetesConnection alone(KubernetesAccess access, ScheduledExecutorService timers, Executor tasks)
            throws InvalidInputException {
        KubernetesConnections own = new KubernetesConnections(timers, tasks);
        KubernetesConnection only = own.open(access);
        return new KubernetesConnection(only.client(), only.watches(), only.kinds(), () -> {
            own.close();
            only.close();
        });
    }

    /** @throws InvalidInputException if the access cannot be used; whether the cluster can be reached shows with the first request */
    public synchronized KubernetesConnection open(KubernetesAccess access) throws InvalidInputException {
        Config config = access.toConfig();
        Identity identity = Identity.of(config);
        Shared shared = open.computeIfAbsent(identity, unknown -> share(client(config)));
        shared.users++;
        AtomicBoolean held = new AtomicBoolean(true);
        return new KubernetesConnection(shared.client, shared.watches, shared.kinds, () -> {
            if (held.compareAndSet(true, false)) {
                release(identity, shared);
            }
        });
    }

    private synchronized void release(Identity identity, Shared shared) {
        shared.users--;
        if (shared.users == 0 && closed) {
            end(identity, shared);
        } else if (shared.users == 0) {
            afterAWhile(() -> end(identity, shared));
        }
    }

    private synchronized void end(Identity identity, Shared shared) {
        if (shared.users == 0 && open.remove(identity, shared)) {
            shared.close();
        }
    }

    private void afterAWhile(Runnable end) {
        try {
            timers.schedule(() -> tasks.execute(end), idle.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            end.run(); // the host goes down
        }
    }

    /** Closes what nobody uses, and from now on the others as soon as they are released. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(open.entrySet()).forEach(entry -> end(entry.getKey(), entry.getValue()));
    }

    private Shared share(KubernetesClient client) {
        return new Shared(client, new SharedWatches(client, this::afterAWhile), new ApiKinds(client));
    }

    private KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withRequestRetryBackoffLimit(RETRIES)
                        .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                        .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                        .withMaxConcurrentRequests(MOST_REQUESTS)
                        .withMaxConcurrentRequestsPerHost(MOST_REQUESTS)
                        .build())
                .withKubernetesSerialization(SERIALIZATION)
                .withTaskExecutor(tasks)
                .withHttpClientFactory(new OkHttpClientFactory() {
                    @Override
                    protected void additionalConfig(OkHttpClient.Builder http) {
                        http.socketFactory(new PromptSockets());
                    }
                })
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(
                        RetryAfter.NAME, new RetryAfter(timers, Duration.ofMillis(REQUEST_TIMEOUT_MILLIS))))
                .build();
    }

    /**
     * Where a connection goes and as whom.
     *
     * @param config all that the client is set up with, secrets too: never shown
     * @param tokens where tokens come from; those of programs are nobody else's
     */
    record Identity(String config, @CheckForNull OAuthTokenProvider tokens) {
        static Identity of(Config config) {
            return new Identity(SERIALIZATION.asJson(config), config.getOauthTokenProvider());
        }

        @Override
        public String toString() {
            return "****";
        }
    }

    private static final class Shared {
        private final KubernetesClient client;
        private final SharedWatches watches;
        private final ApiKinds kinds;
        private int users;

        Shared(KubernetesClient client, SharedWatches watches, ApiKinds kinds) {
            this.client = client;
            this.watches = watches;
            this.kinds = kinds;
        }

        void close() {
            watches.close();
            client.close();
        }
    }
}
