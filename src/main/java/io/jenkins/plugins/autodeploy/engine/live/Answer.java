package io.jenkins.plugins.autodeploy.engine.live;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the API, for any host to send as {@code application/json}.
 *
 * @param status HTTP status
 * @param json the body
 * @param lasting whether it will never change, so that browsers may keep it; otherwise it must not be stored
 */
public record Answer(int status, String json, boolean lasting) {
    /** Bytes of a report: far more than a browser can show. */
    private static final int LARGEST_REPORT = 64 << 20;

    private static final int OK = 200;
    private static final int TOO_LARGE = 500;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    /** @param detail what to do about it; may be empty */
    public record Problem(String error, String detail) {}

    static Answer ok(Object body) {
        return new Answer(OK, Json.write(body), false);
    }

    static Answer lasting(Object body) {
        return new Answer(OK, Json.write(body), true);
    }

    /**
     * A report of a scan as it was stored.
     *
     * @param report JSON in UTF-8
     */
    public static Answer ofReport(InputStream report, boolean lasting) throws IOException {
        byte[] json = report.readNBytes(LARGEST_REPORT + 1);
        return json.length > LARGEST_REPORT
                ? problem(TOO_LARGE, "The report is too large to be shown.", "It can still be downloaded.")
                : new Answer(OK, new String(json, StandardCharsets.UTF_8), lasting);
    }

    /** For a report whose findings are not kept any more. */
    public static Answer reportIsGone() {
        return problem(
                NOT_FOUND,
                "The findings are gone with the build's artifacts.",
                "What is kept with the build itself is shown here.");
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
