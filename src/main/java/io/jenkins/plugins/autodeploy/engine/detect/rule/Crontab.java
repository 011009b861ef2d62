package io.jenkins.plugins.autodeploy.engine.detect.rule;

import io.jenkins.plugins.autodeploy.engine.record.ProcessType;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What a project wants run at times, as its {@code crontab} says. */
public final class Crontab {
    private static final String FILE = "crontab";
    private static final Pattern LINE =
            Pattern.compile("^[ \\t]*((?:[\\d*,/A-Za-z-]{1,60}[ \\t]+){5})(\\S[^\\n\\r]{0,500})$", Pattern.MULTILINE);

    private Crontab() {}

    /** Adds a process for each line of the directory's crontab, if there is one. */
    public static void complete(ComponentDraft draft) {
        AtomicInteger number = new AtomicInteger();
        LINE.matcher(draft.directory().text(FILE).orElse("")).results().forEach(line -> {
            String schedule = line.group(1).strip().replaceAll("\\s+", " ");
            String command = line.group(2).strip();
            draft.process(new ProcessType("cron-" + number.incrementAndGet(), command, schedule))
                    .because(FILE, "%s: %s".formatted(schedule, command));
        });
    }
}
