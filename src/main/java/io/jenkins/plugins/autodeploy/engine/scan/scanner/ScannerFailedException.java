package io.jenkins.plugins.autodeploy.engine.scan.scanner;

/** A scanner gave no result that can be trusted. The message is the reason for which the gate fails, one sentence. */
public class ScannerFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ScannerFailedException(String reason) {
        super(reason);
    }

    public ScannerFailedException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The scanner is not there. */
    public static final class Missing extends ScannerFailedException {
        private static final long serialVersionUID = 1L;

        public Missing(String reason) {
            super(reason);
        }
    }

    /** The scanner is there, its vulnerability database is not and cannot be had. */
    public static final class NoDatabase extends ScannerFailedException {
        private static final long serialVersionUID = 1L;

        public NoDatabase(String reason) {
            super(reason);
        }
    }
}
