package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * What the rules find in one text. A pass over the text finds the keywords; patterns are only tried where one of theirs stands, so that a text
 * without keywords costs that pass, and no text more than a pass for each rule.
 */
final class RuleMatches {
    /**
     * A secret in the text.
     *
     * @param precedence of the rule; less comes first
     * @param start of its first character
     * @param end behind its last
     */
    record Match(SecretRule rule, int precedence, int start, int end) {}

    /** Of one rule in one text; whoever has more knows enough. */
    private static final int MOST_OF_A_RULE = 100;

    /** Lock files of package managers: hashes, and names of packages beside them. */
    private static final Set<String> FULL_OF_HASHES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "deno.lock",
            "go.sum",
            "go.mod",
            "cargo.lock",
            "poetry.lock",
            "uv.lock",
            "pdm.lock",
            "pipfile.lock",
            "composer.lock",
            "gemfile.lock",
            "gradle.lockfile",
            "packages.lock.json",
            "podfile.lock",
            "package.resolved",
            "mix.lock",
            "pubspec.lock",
            "flake.lock",
            ".terraform.lock.hcl",
            "verification-metadata.xml",
            "chart.lock");

    private final SecretRules rules;
    private final String fileName;
    private final String text;
    private final boolean namesTell;
    /** By rule: where its matcher looked last, to look nowhere twice; made when a rule is needed. */
    private final Matcher[] matchers;

    private final int[] searched;
    private final int[] counts;
    /** By rule that is not anchored: begin and end of the stretch that is yet to be searched. */
    private final int[] from;

    private final int[] to;
    private final List<Match> matches = new ArrayList<>();

    private RuleMatches(SecretRules rules, String fileName, String text) {
        int size = rules.all().size();
        this.rules = rules;
        this.fileName = fileName;
        this.text = text;
        this.namesTell =
                !FULL_OF_HASHES.contains(fileName) && !fileName.endsWith(".min.js") && !fileName.endsWith(".map");
        this.matchers = new Matcher[size];
        this.searched = new int[size];
        this.counts = new int[size];
        this.from = new int[size];
        this.to = new int[size];
    }

    /**
     * Searches.
     *
     * @param fileName without directories, in lower case
     * @return in the order of the text; none overlap, because the first rule of two has a stretch to itself
     */
    static List<Match> find(SecretRules rules, String fileName, String text) {
        RuleMatches search = new RuleMatches(rules, fileName, text);
        rules.keywords().search(text, search::keyword);
        for (int rule = 0; rule < search.to.length; rule++) {
            search.searchStretch(rule);
        }
        return search.withoutOverlaps();
    }

    private void keyword(int index, int start, int end) {
        SecretRule rule = rules.all().get(index);
        if (counts[index] >= MOST_OF_A_RULE || rule.named() && !namesTell || !rule.looksAt(fileName)) {
            return;
        }
        if (rule.anchored()) {
            if (start >= searched[index]
                    && matcher(index).region(start, text.length()).lookingAt()) {
                take(index, matchers[index]);
                searched[index] = matchers[index].end();
            }
            return;
        }
        int begin = Math.max(0, start - rule.lead());
        if (begin > to[index]) {
            searchStretch(index);
            from[index] = begin;
        }
        to[index] = Math.min(text.length(), end + rule.reach());
    }

    private void searchStretch(int index) {
        if (to[index] <= from[index]) {
            return;
        }
        Matcher matcher = matcher(index).region(from[index], to[index]);
        while (counts[index] < MOST_OF_A_RULE && matcher.find()) {
            take(index, matcher);
        }
        from[index] = to[index];
    }

    private Matcher matcher(int index) {
        if (matchers[index] == null) {
            matchers[index] = rules.all()
                    .get(index)
                    .pattern()
                    .matcher(text)
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false);
        }
        return matchers[index];
    }

    private void take(int index, Matcher matcher) {
        SecretRule rule = rules.all().get(index);
        int start = matcher.start("secret");
        int end = matcher.end("secret");
        boolean secret = rule.form() == SecretForm.ASSIGNMENT
                ? AssignedSecret.isSecret(fileName, text, matcher)
                : rule.form().isSecret(text, start, end, rule.entropy());
        if (secret) {
            counts[index]++;
            matches.add(new Match(rule, index, start, end));
        }
    }

    private List<Match> withoutOverlaps() {
        TreeMap<Integer, Match> kept = new TreeMap<>();
        matches.sort(Comparator.comparingInt(Match::precedence));
        for (Match match : matches) {
            Map.Entry<Integer, Match> before = kept.lowerEntry(Math.max(match.end(), match.start() + 1));
            if (before == null || before.getValue().end() <= match.start() && before.getKey() != match.start()) {
                kept.put(match.start(), match);
            }
        }
        return List.copyOf(kept.values());
    }
}
