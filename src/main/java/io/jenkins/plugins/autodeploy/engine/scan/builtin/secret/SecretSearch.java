package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for secrets in the text of a file: in the forms that providers give theirs, and in settings whose name says that they hold one. What it reports
 * never holds the secret.
 *
 * <p>A line that has {@code autodeploy:allow} in it, usually as a comment, has nothing reported: for a value that only looks like a secret. {@code
 * gitleaks:allow} means the same, so that a project that has such marks already need not write them twice. A secret that is real and accepted
 * belongs in the file of accepted findings instead, with who accepted it and until when. A mark on the first line of a private key is for the whole key.
 */
public final class SecretSearch {
    private static final List<String> MARKS = List.of("autodeploy:allow", "gitleaks:allow");
    private static final SecretRules RULES = SecretRules.standard();
    private static final int SHORTEST_IN_MANIFEST = 8;

    private final String path;
    private final String text;
    private final String fileName;
    private final Lines lines;
    private final Set<Integer> allowed = new HashSet<>();
    /** By line, in the order of the rules' matches in it. */
    private final TreeMap<Integer, List<SecretRule>> found = new TreeMap<>();

    private SecretSearch(String path, String text) {
        this.path = path;
        this.text = text;
        this.fileName = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        this.lines = new Lines(text);
    }

    /**
     * Searches a file.
     *
     * @param path of the file, as findings name it, with {@code /}
     * @return in the order of lines, each rule at most once a line
     */
    public static List<Finding> search(String path, String text) {
        SecretSearch search = new SecretSearch(path, text);
        search.findAllowed();
        search.findMatches();
        search.findInManifest();
        return search.findings();
    }

    private void findAllowed() {
        for (String mark : MARKS) {
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
                allowed.add(lines.of(at));
            }
        }
    }

    private void findMatches() {
        for (RuleMatches.Match match : RuleMatches.find(RULES, fileName, text)) {
            add(lines.of(match.start()), match.rule());
        }
    }

    private void findInManifest() {
        for (SecretRule rule : RULES.all()) {
            if (rule.form() == SecretForm.MANIFEST && rule.looksAt(fileName) && SecretManifest.isLikely(text)) {
                SecretManifest.values(text).forEach(value -> judge(value, rule));
            }
        }
    }

    /** A value that a rule knows is reported as that; any other when it is as random as generated passwords and keys are. */
    private void judge(SecretManifest.Value value, SecretRule rule) {
        List<RuleMatches.Match> known = RuleMatches.find(RULES, "", value.text());
        if (!known.isEmpty()) {
            add(value.line(), known.get(0).rule());
        } else if (value.text().length() >= SHORTEST_IN_MANIFEST
                && SecretForm.RANDOM.isSecret(value.text(), 0, value.text().length(), 0)
                && !found.containsKey(value.line())) {
            add(value.line(), rule);
        }
    }

    private void add(int line, SecretRule rule) {
        if (!allowed.contains(line)) {
            List<SecretRule> inLine = found.computeIfAbsent(line, key -> new ArrayList<>());
            if (!inLine.contains(rule)) {
                inLine.add(rule);
            }
        }
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        found.forEach((line, rules) -> rules.forEach(rule -> findings.add(finding(rule, path + ":" + line))));
        return findings;
    }

    private static Finding finding(SecretRule rule, String location) {
        String title = "%s in the source: %s, and pass a new one by environment or file"
                .formatted(capitalised(rule.title()), rule.remedy());
        return Finding.of(FindingKind.SECRET, rule.id(), rule.severity(), title).withLocation(location);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
