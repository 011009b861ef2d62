package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * What an engine reaches its cluster by.
 *
 * @param release tells that this engine needs it no more
 */
public record KubernetesConnection(KubernetesClient client, SharedWatches watches, ApiKinds kinds, Runnable release)
        implements AutoCloseable {
    @Override
    public void close() {
        release.run();
    }
}
