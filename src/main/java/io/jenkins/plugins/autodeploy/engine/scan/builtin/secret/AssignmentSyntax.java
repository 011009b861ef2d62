package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.regex.Pattern;

/** How the languages and formats of source trees give a name its value. All repetitions are bounded, so that a search stays linear. */
final class AssignmentSyntax {
    private static final String QUOTE = "\\\\?[\"'`]";
    /** {@code name", "value": "…}, and the same over two lines, as manifests of Kubernetes, Terraform and XML have it. */
    private static final String VALUE_BESIDE =
            "[ \\t]{0,3},?\\s{0,24}[\"'`]?(?i:value)[\"'`]?[ \\t]{0,3}[:=][ \\t]{0,3}";

    /** What comes between a name and the value's quote, if any. */
    static final String BETWEEN = "(?:" + QUOTE + "|\\]){0,2}+(?:[ \\t]{0,3}:[ \\t]{0,2}(?:str|[sS]tring)\\b)?"
            + "(?:[ \\t]{0,20}(?:=>|:=|->|\\|\\|=|\\?=|==?|[:>]|(?<call>\\()|(?<comma>,))[ \\t]{0,10}|" + VALUE_BESIDE
            + "|(?<space>[ \\t]{1,3}))";

    private static final String SECRET_WORD = "(?i:key|token|secret|pass|pwd|auth|cred|pat|login|dsn)";

    private AssignmentSyntax() {}

    /** A secret that stands for itself, wherever it is; in string literals an escaped line end may be before it. */
    static Pattern token(String form) {
        return Pattern.compile("(?:(?<![A-Za-z0-9_])|(?<=\\\\[nrt]))(?<secret>" + form + ")(?![A-Za-z0-9_-])");
    }

    /**
     * A secret that is the value of a setting whose name begins with {@code name}. Once the name is read no other way to read it is tried: a text of
     * nothing but names would take the square of its length.
     */
    static Pattern named(String name, String value) {
        return Pattern.compile("(?>(?i:" + name + "))(?:(?![\\w.-])|(?=[\\w.-]{0,30}?" + SECRET_WORD
                + ")[\\w.-]{1,45}+)" + BETWEEN + "(?:" + QUOTE + ")?(?<secret>" + value + ")(?![A-Za-z0-9_/+=-])");
    }
}
