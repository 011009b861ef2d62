package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A form that a provider gives its secrets.
 *
 * @param id the rule's name, after the ones that gitleaks and Trivy use where they have it
 * @param title what it is
 * @param hint text without which the pattern cannot match, in the case that it is written in; saves the search
 * @param pattern the group {@code secret} is the secret itself
 */
record SecretRule(String id, Severity severity, String title, String hint, Pattern pattern) {
    static final String PRIVATE_KEY = "private-key";

    /** From the providers' own documentation of their tokens. */
    static final List<SecretRule> PROVIDERS = List.of(
            rule(
                    "aws-access-key-id",
                    Severity.CRITICAL,
                    "AWS access key id",
                    "A",
                    "\\b(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})\\b"),
            rule(
                    "aws-secret-access-key",
                    Severity.CRITICAL,
                    "AWS secret access key",
                    "",
                    "(?i:aws[\\w.-]{0,20}secret[\\w.-]{0,20}|secret_?access_?key)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
            rule("github-token", Severity.CRITICAL, "GitHub token", "gh", "\\b(?<secret>gh[pousr]_[A-Za-z0-9]{36})\\b"),
            rule(
                    "github-fine-grained-token",
                    Severity.CRITICAL,
                    "GitHub fine-grained token",
                    "github_pat_",
                    "\\b(?<secret>github_pat_[A-Za-z0-9_]{82})\\b"),
            rule(
                    "gitlab-token",
                    Severity.CRITICAL,
                    "GitLab token",
                    "glpat-",
                    "\\b(?<secret>glpat-[\\w-]{20})(?![\\w-])"),
            rule(
                    "slack-token",
                    Severity.HIGH,
                    "Slack token",
                    "xox",
                    "\\b(?<secret>xox[abeoprs]-\\d{8,14}-[\\w-]{16,120})"),
            rule(
                    "slack-webhook",
                    Severity.HIGH,
                    "Slack webhook address",
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/services/(?<secret>T\\w{6,12}/B\\w{6,12}/\\w{20,30})"),
            rule(
                    "stripe-key",
                    Severity.CRITICAL,
                    "Stripe live key",
                    "_live_",
                    "\\b(?<secret>[sr]k_live_[A-Za-z0-9]{24,99})\\b"),
            rule("google-api-key", Severity.HIGH, "Google API key", "AIza", "\\b(?<secret>AIza[\\w-]{35})(?![\\w-])"),
            rule("npm-token", Severity.CRITICAL, "npm token", "npm_", "\\b(?<secret>npm_[A-Za-z0-9]{36})\\b"),
            rule("pypi-token", Severity.CRITICAL, "PyPI token", "pypi-AgEI", "\\b(?<secret>pypi-AgEI[\\w-]{50,250})"),
            rule(
                    "sendgrid-key",
                    Severity.HIGH,
                    "SendGrid key",
                    "SG.",
                    "\\b(?<secret>SG\\.[\\w-]{22}\\.[\\w-]{43})(?![\\w-])"),
            rule(
                    "azure-storage-key",
                    Severity.CRITICAL,
                    "Azure storage key",
                    "AccountKey=",
                    "AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)"),
            rule(
                    PRIVATE_KEY,
                    Severity.CRITICAL,
                    "private key",
                    "PRIVATE KEY",
                    "(?<secret>-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----)"),
            rule(
                    "password-in-url",
                    Severity.HIGH,
                    "password in an address",
                    "://",
                    "\\b[a-z][a-z0-9+.-]{1,20}://[^\\s:/@\"'<>]{1,60}:(?<secret>[^\\s:/@\"'<>]{4,100})@[\\w.-]+"));

    /** A name that speaks of a secret with a value of its own; the value must look random as well. */
    static final SecretRule ASSIGNMENT = rule(
            "generic-secret",
            Severity.MEDIUM,
            "secret in a setting",
            "",
            "(?i:(?:password|passwd|secret|token|api_?-?key|access_?-?key|private_?-?key|credential)s?[\\w.-]{0,10})[\"']?\\s{0,5}(?:[:=]|=>|:=)\\s{0,5}(?<quote>[\"'`]?)(?<secret>[^\\s\"'`,;<>(){}\\[\\]]{10,200})");

    private static SecretRule rule(String id, Severity severity, String title, String hint, String pattern) {
        return new SecretRule(id, severity, title, hint, Pattern.compile(pattern));
    }
}
