package io.jenkins.plugins.autodeploy.engine.deploy.docker;

/**
 * Where a run is on its way forward.
 *
 * @param host index of the host that something is done to; 0 where it is about all of them
 * @param weight percent of the requests that the new version gets once the stop is behind it
 */
record Stop(Phase phase, int host, int weight) {
    static final int ALL = 100;

    /** Where the new version gets all requests or none. */
    static Stop of(Phase phase, int host) {
        return switch (phase) {
            case SWITCHING, PAUSING, ANALYSING, KEEPING, DRAINING -> new Stop(phase, host, ALL);
            case QUEUED, STARTING, VERIFYING, RETURNING, CLEARING, ENDED -> new Stop(phase, host, 0);
        };
    }
}
