package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which variables hold secrets, by their names, and which values are the secret itself and not where to find it. */
public final class SecretNames {
    private static final int LONGEST_NAME = 200;
    private static final Set<String> SECRET =
            Set.of("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIAL", "CREDENTIALS", "APIKEY");
    /** A key is a secret only with one of these before it: {@code PUBLIC_KEY} and {@code SORT_KEY} are none. */
    private static final Set<String> BEFORE_KEY =
            Set.of("API", "ACCESS", "PRIVATE", "SECRET", "ENCRYPTION", "SIGNING", "MASTER", "ACCOUNT");
    /** Alone they are a directory or something that passes. */
    private static final Set<String> SECRET_AFTER_ANOTHER_WORD = Set.of("PASS", "PWD");
    /** The last word that makes the value something about the secret. */
    private static final Set<String> ABOUT_THE_SECRET = Set.of(
            "FILE",
            "PATH",
            "DIR",
            "URL",
            "URI",
            "ENDPOINT",
            "NAME",
            "ID",
            "TTL",
            "HEADER",
            "EXPIRY",
            "EXPIRATION",
            "EXPIRES",
            "LENGTH",
            "SIZE",
            "COUNT",
            "LIMIT",
            "TYPE",
            "ALGORITHM",
            "ENABLED",
            "DISABLED",
            "REQUIRED",
            "ISSUER",
            "AUDIENCE",
            "SECONDS",
            "MINUTES",
            "HOURS",
            "DAYS",
            "POLICY",
            "REGEX",
            "PATTERN",
            "PREFIX",
            "REF",
            "VERSION",
            "STORE",
            "PROVIDER",
            "FIELD",
            "COOKIE",
            "DUMMY",
            "HASHER",
            "KIND",
            "METHOD");

    private static final Pattern WORD_ENDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    /** Variables, templates, and addresses within stores of secrets. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)[$<%]|\\{\\{|/run/secrets/|/var/run/secrets/|/vault/|file:|vault:|op://|arn:aws:|ref\\+|projects/[^/]{1,100}/secrets/");

    private static final Set<String> NO_VALUE =
            Set.of("", "null", "none", "true", "false", "yes", "no", "dummy", "placeholder", "unused", "redacted");

    private SecretNames() {}

    /** @param name of a variable or key: {@code DB_PASSWORD}, {@code db.password}, {@code dbPassword} */
    public static boolean isSecret(String name) {
        if (name.length() > LONGEST_NAME) {
            return false;
        }
        List<String> words = Arrays.stream(WORD_ENDS.split(name))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
        if (words.isEmpty() || ABOUT_THE_SECRET.contains(words.get(words.size() - 1))) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean key = word.equals("KEY") && i > 0 && BEFORE_KEY.contains(words.get(i - 1));
            boolean afterAnother = i > 0 && SECRET_AFTER_ANOTHER_WORD.contains(word);
            if (key || afterAnother || SECRET.contains(word) || word.endsWith("PASSWORD")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value is written out: no reference to a variable, a file or a store, and not a word for nothing. */
    public static boolean isLiteral(String value) {
        return !NO_VALUE.contains(value.toLowerCase(Locale.ROOT))
                && !REFERENCE.matcher(value).lookingAt();
    }

    /** Whether a name and its value together give a secret away. */
    public static boolean isSecretWritten(String name, String value) {
        return isSecret(name) && isLiteral(value);
    }
}
