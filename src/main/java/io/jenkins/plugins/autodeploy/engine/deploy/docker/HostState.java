package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Set;

/**
 * What a run has to remember of one of its hosts.
 *
 * @param container the new one's name; null while nothing is known of the host
 * @param revision of the new container
 * @param previous name of the container that ran before; null if none did
 * @param touched whether anything was changed here
 * @param workers nginx's processes before the switch, some of which may still serve the old version
 * @param broken why it could not be taken back; null as long as nothing speaks against it
 */
record HostState(
        String url,
        @CheckForNull String container,
        int revision,
        @CheckForNull String previous,
        boolean touched,
        Set<Integer> workers,
        @CheckForNull String broken) {
    HostState {
        workers = workers == null ? Set.of() : Set.copyOf(workers);
    }

    /** Before anything is known of it. */
    static HostState unknown(String url) {
        return new HostState(url, null, 0, null, false, Set.of(), null);
    }

    HostState planned(String workload, int newRevision, @CheckForNull String live) {
        return new HostState(url, NewContainer.name(workload, newRevision), newRevision, live, false, Set.of(), null);
    }

    HostState touch() {
        return new HostState(url, container, revision, previous, true, workers, broken);
    }

    HostState turned(Set<Integer> before) {
        return new HostState(url, container, revision, previous, touched, before, broken);
    }

    HostState broken(String cause) {
        return new HostState(url, container, revision, previous, touched, workers, cause);
    }
}
