package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.Json;

/**
 * An answer of the API, for any host to send as {@code application/json}.
 *
 * @param status HTTP status
 * @param json the body
 * @param lasting whether it will never change, so that browsers may keep it; otherwise it must not be stored
 */
public record Answer(int status, String json, boolean lasting) {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /** @param detail what to do about it; may be empty */
    public record Problem(String error, String detail) {}

    static Answer ok(Object body) {
        return new Answer(OK, Json.write(body), false);
    }

    static Answer lasting(Object body) {
        return new Answer(OK, Json.write(body), true);
    }

    static Answer accepted(Object body) {
        return new Answer(ACCEPTED, Json.write(body), false);
    }

    /**
     * @param status 400 and above
     * @param error one sentence
     */
    public static Answer problem(int status, String error, String detail) {
        return new Answer(status, Json.write(new Problem(error, detail)), false);
    }

    /** The value of {@code Cache-Control} that fits. */
    public String cacheControl() {
        return lasting ? "private, max-age=31536000, immutable" : "no-store";
    }
}
