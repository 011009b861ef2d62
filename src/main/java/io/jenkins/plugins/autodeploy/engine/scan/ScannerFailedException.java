package io.jenkins.plugins.autodeploy.engine.scan;

/** A scanner gave no result that can be trusted. The message is the reason for which the gate fails, one sentence. */
class ScannerFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    ScannerFailedException(String reason) {
        super(reason);
    }

    ScannerFailedException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The scanner is not there. */
    static final class Missing extends ScannerFailedException {
        private static final long serialVersionUID = 1L;

        Missing(String reason) {
            super(reason);
        }
    }

    /** The scanner is there, its vulnerability database is not and cannot be had. */
    static final class NoDatabase extends ScannerFailedException {
        private static final long serialVersionUID = 1L;

        NoDatabase(String reason) {
            super(reason);
        }
    }
}
