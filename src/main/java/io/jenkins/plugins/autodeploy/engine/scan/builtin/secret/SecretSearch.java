package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for secrets in the text of a file. What it reports never holds the secret. */
public final class SecretSearch {
    private static final int LONGEST_LINE_BY_HAND = 1_000;
    /** Bits a character; English words are near 3, random base64 of twenty characters near 4. */
    private static final double RANDOM = 3.5;

    private static final Set<String> QUOTED_NOT_NEEDED = Set.of(
            "env", "properties", "yaml", "yml", "ini", "cfg", "conf", "toml", "tfvars", "npmrc", "pypirc", "netrc");
    private static final Set<String> FULL_OF_HASHES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "go.sum",
            "cargo.lock",
            "poetry.lock",
            "pipfile.lock",
            "composer.lock",
            "gemfile.lock",
            "gradle.lockfile");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)example|sample|placeholder|dummy|fake|changeme|change[-_]me|your[-_]|my[-_]?(?:secret|password|token)|redacted|insert|replace"
                    + "|todo|test|xxx|\\*\\*\\*|\\.\\.\\.|1234567|abcdef|0000000|password|process\\.env|getenv|environ|config\\.|secrets?\\.|\\\\u|^env\\b|^\\$|^%|^@|^#|\\$\\{|\\{\\{|^<|^/");
    private static final Set<String> WORDS_FOR_PASSWORDS =
            Set.of("pass", "pwd", "secret", "token", "user", "admin", "root", "postgres", "guest");
    private static final Pattern KEY_MATERIAL = Pattern.compile("[A-Za-z0-9+/]{40}");
    /** Old forms of keys have two lines about their encryption and an empty one before. */
    private static final int LINES_TO_KEY_MATERIAL = 4;
    /** Words and small numbers with marks between: a name of something, not a secret. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z_]+(?:[.:_-](?:[A-Za-z_]+|\\d{1,4}))*");

    private SecretSearch() {}

    /** @param path of the file, as findings name it */
    public static List<Finding> search(String path, String text) {
        List<SecretRule> rules = SecretRule.PROVIDERS.stream()
                .filter(rule -> text.contains(rule.hint()))
                .toList();
        boolean assignments = !FULL_OF_HASHES.contains(name(path));
        List<Finding> findings = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String location = path + ":" + (i + 1);
            boolean known = searchProviders(rules, lines, i, location, findings);
            if (!known
                    && assignments
                    && lines[i].length() <= LONGEST_LINE_BY_HAND
                    && isSecretAssigned(path, lines[i])) {
                findings.add(finding(SecretRule.ASSIGNMENT, location));
            }
        }
        return findings;
    }

    /** Whether a name says that its value is a secret and the value is neither a placeholder nor a word. */
    static boolean isSecretAssigned(String path, String line) {
        Matcher matcher = SecretRule.ASSIGNMENT.pattern().matcher(line);
        while (matcher.find()) {
            boolean written = !matcher.group("quote").isEmpty() || QUOTED_NOT_NEEDED.contains(extension(path));
            if (written && looksRandom(matcher.group("secret"))) {
                return true;
            }
        }
        return false;
    }

    /** Shannon's entropy of the characters, in bits. */
    static double entropy(String text) {
        int[] counts = new int[128];
        int others = 0;
        for (char character : text.toCharArray()) {
            if (character < counts.length) {
                counts[character]++;
            } else {
                others++;
            }
        }
        double bits = information(others, text.length());
        for (int count : counts) {
            bits += information(count, text.length());
        }
        return bits;
    }

    private static double information(int count, int length) {
        double share = (double) count / length;
        return count == 0 ? 0 : -share * Math.log(share) / Math.log(2);
    }

    private static boolean searchProviders(
            List<SecretRule> rules, String[] lines, int index, String location, List<Finding> findings) {
        boolean found = false;
        for (SecretRule rule : rules) {
            Matcher matcher = rule.pattern().matcher(lines[index]);
            boolean real = false;
            while (!real && matcher.find()) {
                real = rule.id().equals(SecretRule.PRIVATE_KEY)
                        ? hasKeyMaterial(lines, index, matcher.end())
                        : !isPlaceholder(rule, matcher.group("secret"));
            }
            if (real) {
                findings.add(finding(rule, location));
                found = true;
            }
        }
        return found;
    }

    /** Code and documentation often name the first line of a key alone; a key has its material behind it or on the lines after. */
    private static boolean hasKeyMaterial(String[] lines, int index, int end) {
        if (KEY_MATERIAL
                .matcher(lines[index])
                .region(end, lines[index].length())
                .find()) {
            return true;
        }
        return Arrays.stream(lines, index + 1, Math.min(lines.length, index + 1 + LINES_TO_KEY_MATERIAL))
                .anyMatch(line -> KEY_MATERIAL.matcher(line).find());
    }

    /** Documentation is full of keys that end in EXAMPLE, and of addresses with variables or a word for the password. */
    private static boolean isPlaceholder(SecretRule rule, String secret) {
        if (rule.id().equals("password-in-url")) {
            return PLACEHOLDER.matcher(secret).find() || WORDS_FOR_PASSWORDS.contains(secret.toLowerCase(Locale.ROOT));
        }
        return secret.contains("EXAMPLE") || entropy(secret) < 2.5;
    }

    private static boolean looksRandom(String value) {
        boolean letters = value.chars().anyMatch(Character::isLetter);
        boolean digits = value.chars().anyMatch(Character::isDigit);
        return letters
                && digits
                && !PLACEHOLDER.matcher(value).find()
                && !REFERENCE.matcher(value).matches()
                && entropy(value) >= Math.min(RANDOM, 0.85 * Math.log(value.length()) / Math.log(2));
    }

    private static Finding finding(SecretRule rule, String location) {
        String title = capitalised(rule.title())
                + " in the source: withdraw it where it was issued, and pass it by environment or file";
        return Finding.of(FindingKind.SECRET, rule.id(), rule.severity(), title).withLocation(location);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code .env} and {@code .env.production} have the extension {@code env}. */
    private static String extension(String path) {
        String name = name(path);
        return name.startsWith(".env") ? "env" : name.substring(name.lastIndexOf('.') + 1);
    }
}
