package io.jenkins.plugins.autodeploy.engine.notify;

/** A notice did not arrive. The message says why, without the address: addresses are secrets. */
public final class NotDeliveredException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotDeliveredException(String message) {
        super(message);
    }
}
