package io.jenkins.plugins.autodeploy.engine.deploy.docker;

/** What a run is at. */
enum Phase {
    /** Nothing has changed. */
    QUEUED,
    /** The new container is being made. */
    STARTING,
    /** The new container runs; nobody reaches it yet. */
    VERIFYING,
    /** The proxy is being turned. */
    SWITCHING,
    /** A step of a canary is held: the old version gets the rest of the requests. */
    PAUSING,
    /** The new version is analysed, with the old one beside it. */
    ANALYSING,
    /** The old version is kept running without requests, so that going back is one turn of the proxy. */
    KEEPING,
    /** The old container ends its work. */
    DRAINING,
    /** The old container is had back, and users with it. */
    RETURNING,
    /** The new container goes, after what was sent to it. */
    CLEARING,
    /** Nothing more happens. */
    ENDED;

    /** Whether both versions run and nothing is done but to look. */
    boolean isVigil() {
        return this == PAUSING || this == ANALYSING || this == KEEPING;
    }
}
