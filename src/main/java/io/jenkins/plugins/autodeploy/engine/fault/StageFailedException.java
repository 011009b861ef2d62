package io.jenkins.plugins.autodeploy.engine.fault;

import io.jenkins.plugins.autodeploy.engine.record.Stage;

/** A stage ran and failed. Says which, the cause in one sentence, and what to try; hosts show these without a stack trace. */
public class StageFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final String advice;

    /**
     * @param reason one sentence: what failed and why
     * @param advice one sentence: what to try; empty when there is nothing to say
     */
    public StageFailedException(Stage stage, String reason, String advice) {
        super(reason);
        this.stage = stage;
        this.advice = advice;
    }

    public StageFailedException(Stage stage, String reason, String advice, Throwable cause) {
        super(reason, cause);
        this.stage = stage;
        this.advice = advice;
    }

    public Stage stage() {
        return stage;
    }

    public String advice() {
        return advice;
    }
}
