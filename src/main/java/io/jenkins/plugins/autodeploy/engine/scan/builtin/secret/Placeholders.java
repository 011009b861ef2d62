package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands where a secret would and is none: examples of documentation, references to variables and secret stores, words for "a password". */
final class Placeholders {
    /** In the examples that providers print; long enough that chance does not bring them about. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?i)example|placeholder|dummy|redacted|changeme|change[-_]me|sample|your[-_]|insert|replace|xxxx|\\*\\*\\*|\\.\\.\\.|\\$\\{|\\{\\{"
                    + "|1234567|0000000|abcdefg|deadbeef|foobar|qwerty|(.)\\1{5}");

    /** In passwords that are not meant to be secret. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)passw|passphrase|p[a4@][s$5]{2}w|s[e3]cr[e3]t|test|fake|mock|my[-_]|todo|fixme|default|none|null|undefined|hunter2|letmein|welcome"
                    + "|localhost|process\\.env|getenv|environ|\\benv\\b|config\\.|settings\\.|vault:|secretsmanager|keyvault|keychain|[a-z]+://|arn:"
                    + "|\\\\u|123456|11111|abc123|^enc\\[|^ssh-|^data:|^sha\\d{1,3}[-:~]|^mii[a-z]|^aaaa[bce]3|^lS0tLS1CRUdJTiBD");

    /** How references begin: shell, Windows, Ruby, Python and Ansible variables, paths, markup. */
    private static final Pattern REFERENCE =
            Pattern.compile("[$%@#<{(&*/~\\[!].*|\\.{1,2}/.*|.*(?:\\$\\{|\\{\\{|<%|%>|\\$\\().*");

    private static final Set<String> WORDS_FOR_PASSWORDS = Set.of(
            "pass",
            "pwd",
            "token",
            "user",
            "username",
            "admin",
            "root",
            "postgres",
            "guest",
            "mysql",
            "redis",
            "mongo",
            "minio",
            "rabbitmq",
            "demo",
            "key",
            "true",
            "false",
            "string",
            "value",
            "foo",
            "bar",
            "baz",
            "secure",
            "admin123",
            "root123",
            "minio123",
            "minioadmin",
            "user123",
            "toor",
            "rabbit",
            "sa",
            "dev",
            "local",
            "develop",
            "docker",
            "app",
            "web",
            "db",
            "api",
            "service",
            "x-oauth-basic",
            "x-token-auth",
            "oauth2");

    private Placeholders() {}

    /** Whether a value in a provider's form is one that is printed as an example, or is a pattern that a person typed. */
    static boolean isExampleToken(String value) {
        return EXAMPLE.matcher(value).find();
    }

    /** Whether a value is an example, a reference or a word rather than a secret. */
    static boolean isPlaceholder(String value) {
        return isExampleToken(value)
                || PLACEHOLDER.matcher(value).find()
                || REFERENCE.matcher(value).matches()
                || WORDS_FOR_PASSWORDS.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Whether a value in the place of a password is one: not a word that stands for any, and more than a plain word. */
    static boolean isRealPassword(String value) {
        boolean plain = value.chars().allMatch(Character::isLetter);
        return !isPlaceholder(value) && value.length() >= 4 && !(plain && Randomness.isMadeOfWords(value));
    }
}
