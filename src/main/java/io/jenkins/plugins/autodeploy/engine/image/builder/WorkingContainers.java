package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which containers a build by buildah or podman works in. Killed, it leaves them behind, and nothing but its own log for developers tells which they are. That log goes no further than here: it
 * holds what the build knows. For one thread at a time.
 */
final class WorkingContainers {
    private static final Pattern LOG = Pattern.compile("^time=\"[^\"]{10,40}\" level=(debug|info|trace) msg=.*");
    private static final Pattern CONTAINER = Pattern.compile("msg=\"Container ID: ([0-9a-f]{64})\"");

    private final Consumer<String> output;
    private final List<String> ids = new ArrayList<>();
    private boolean withinLogLine;

    WorkingContainers(Consumer<String> output) {
        this.output = output;
    }

    /** Takes a line of the standard error, to which the log goes; long ones come in pieces. */
    void line(String line) {
        boolean log = withinLogLine || LOG.matcher(line).matches();
        withinLogLine = log && line.length() >= LineOutputStream.LONGEST_LINE;
        if (!log) {
            output.accept(line);
            return;
        }
        Matcher container = CONTAINER.matcher(line);
        if (container.find()) {
            ids.add(container.group(1));
        }
    }

    /** The newest first. */
    List<String> ids() {
        List<String> newestFirst = new ArrayList<>(ids);
        Collections.reverse(newestFirst);
        return newestFirst;
    }
}
