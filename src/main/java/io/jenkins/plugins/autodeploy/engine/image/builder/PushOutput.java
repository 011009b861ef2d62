package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes on what a push prints and keeps the digest that it names, or why it failed. For one thread at a time. */
final class PushOutput {
    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");
    private static final Pattern BARE_DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final EventSink events;
    private String digest = "";
    private String bareDigest = "";
    private String last = "the builder said nothing about it";
    private String error = "";

    PushOutput(EventSink events) {
        this.events = events;
    }

    void line(String line) {
        if (line.isBlank()) {
            return;
        }
        events.log(Stage.PUSH, line);
        last = line;
        Matcher found = DIGEST.matcher(line);
        if (found.find()) {
            digest = found.group(1);
        }
        if (BARE_DIGEST.matcher(line.strip()).matches()) {
            bareDigest = line.strip();
        }
    }

    /** A line of the standard error; a line of the standard output that comes after it must not hide it. */
    void error(String line) {
        line(line);
        if (!line.isBlank()) {
            error = line;
        }
    }

    /** The registry's digest; empty when none was named. */
    String digest() {
        return digest;
    }

    /** The last line that was nothing but a digest, as the push of an index ends; empty when there was none. */
    String bareDigest() {
        return bareDigest;
    }

    String failure() {
        return error.isEmpty() ? last : error;
    }
}
