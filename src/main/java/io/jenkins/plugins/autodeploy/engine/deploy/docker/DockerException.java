package io.jenkins.plugins.autodeploy.engine.deploy.docker;

/** The docker client did not do what it was asked for. The message is one sentence. */
final class DockerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What a failure means for those who asked. */
    enum Kind {
        /** The daemon does not answer now; it may later. */
        UNREACHABLE,
        /** What was named is not there. */
        ABSENT,
        /** A port of the host is in use. */
        PORT_TAKEN,
        /** The daemon answered, and asking again would not help. */
        REFUSED
    }

    DockerException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    DockerException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
