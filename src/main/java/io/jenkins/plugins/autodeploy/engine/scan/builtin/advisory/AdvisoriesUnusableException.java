package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

/** Advisories are missing, damaged or refused, so that nothing can be said of vulnerabilities. The message is one sentence. */
public final class AdvisoriesUnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    public AdvisoriesUnusableException(String reason) {
        super(reason);
    }

    public AdvisoriesUnusableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
