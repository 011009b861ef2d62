package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;

/**
 * Hides in any text what the step's surroundings hide in the build log, the secrets of {@code withCredentials} above all: events and records are kept and shown outside that log. Safe for use by several
 * threads.
 */
final class LogMask {
    /** Hides nothing. */
    static final LogMask NONE = new LogMask(List.of(), null);

    private final List<String> lines;

    @CheckForNull
    private final OutputStream filtered;

    private LogMask(List<String> lines, @CheckForNull OutputStream filtered) {
        this.lines = lines;
        this.filtered = filtered;
    }

    /** @param filter of the step's context; null where nothing is hidden */
    static LogMask of(@CheckForNull ConsoleLogFilter filter) throws IOException, InterruptedException {
        if (filter == null) {
            return NONE;
        }
        List<String> lines = new ArrayList<>();
        OutputStream plain = new LineOutputStream(lines::add);
        // As Pipeline itself calls a step's filter: which of the filter's overloads that is, is its affair.
        TaskListenerDecorator decorator = TaskListenerDecorator.fromConsoleLogFilter(filter);
        return new LogMask(
                lines, decorator == null ? filter.decorateLogger((Run<?, ?>) null, plain) : decorator.decorate(plain));
    }

    @CheckForNull
    synchronized String apply(@CheckForNull String text) {
        if (filtered == null || text == null || text.isEmpty()) {
            return text;
        }
        try {
            filtered.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            filtered.flush();
            return String.join(" ", lines);
        } catch (IOException e) {
            return "(not shown: it could not be seen whether it holds secrets)";
        } finally {
            lines.clear();
        }
    }

    /** Hides in the texts of an event's data, however deep; names and whatever is no text stay. */
    Map<String, Object> apply(Map<String, Object> data) {
        if (filtered == null) {
            return data;
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        data.forEach((name, value) -> masked.put(name, masked(value)));
        return masked;
    }

    @CheckForNull
    private Object masked(@CheckForNull Object value) {
        if (value instanceof String text) {
            return apply(text);
        }
        if (value instanceof Collection<?> values) {
            List<Object> masked = new ArrayList<>();
            values.forEach(one -> masked.add(masked(one)));
            return masked;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> masked = new LinkedHashMap<>();
            map.forEach((name, one) -> masked.put(name, masked(one)));
            return masked;
        }
        return value;
    }
}
