package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The faults of one file. Keeps at most 100 of each rule, so that a hostile file can neither fill the memory nor hide one fault behind many others. */
public final class Faults {
    private static final int MOST_OF_A_RULE = 100;

    private final String path;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** @param path of the file, as findings name it */
    public Faults(String path) {
        this.path = path;
    }

    /** @param line from 1 */
    public void add(Rule rule, int line) {
        add(rule, line, null);
    }

    /**
     * @param line from 1
     * @param subject what has the fault where the line alone does not tell ({@code container web}); never a secret
     */
    public void add(Rule rule, int line, @CheckForNull String subject) {
        if (counts.merge(rule.id(), 1, Integer::sum) <= MOST_OF_A_RULE) {
            findings.add(finding(rule, subject).withLocation(path + ":" + line));
        }
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** A finding of that rule which has no place yet. */
    public static Finding finding(Rule rule, @CheckForNull String subject) {
        String shown = OutsideText.clean(subject);
        String title = shown == null
                ? "%s: %s".formatted(rule.title(), rule.remedy())
                : "%s (%s): %s".formatted(rule.title(), shorter(shown), rule.remedy());
        return Finding.of(FindingKind.MISCONFIGURATION, rule.id(), rule.severity(), OutsideText.clean(title));
    }

    /** Short enough to leave room for the remedy. */
    private static String shorter(String subject) {
        return subject.length() <= 100 ? subject : subject.substring(0, 99) + "\u2026";
    }
}
