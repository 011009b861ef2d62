package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A setting whose name says that its value is a secret, when the value looks it and is written there rather than computed. */
final class AssignedSecret {
    private static final String NAME = "(?:(?i:passw(?:or)?d|passphrase|pwd|secret|token|credential)"
            + "|(?:(?<![a-z])pass|(?<![A-Z])PASS|Pass)(?![A-Za-z])"
            + "|(?<=(?i:api|access|private|secret|auth|encryption|encrypt|signing|sign|master|account|storage|licen[cs]e|service|admin|client|app"
            + "|shared|consumer|session|cookie|jwt|hmac|aes|crypto|webhook|deploy|write|primary|secondary|subscription|instrumentation)[_\\-. ]?)(?i:key))";

    private static final String VALUE =
            "(?:[bfru@]{0,2}(?<quote>\\\\?[\"'`])(?<quoted>[^\"'`\\s\\\\]{8,200}+)\\k<quote>|(?<bare>[^\\s\"'`,;<>(){}\\[\\]\\\\]{8,200}+)(?=[\\s\"'`,;<>)}\\]\\\\]|$))";

    static final Pattern PATTERN = Pattern.compile(
            NAME + "(?<rest>[\\w.-]{0,25}+)" + AssignmentSyntax.BETWEEN + "(?<secret>" + VALUE + ")",
            Pattern.MULTILINE);

    private static final int LONGEST_IDENTIFIER = 60;
    private static final int SHORTEST_ENCODED = 6;
    /** Longer lines are of programs made by programs, full of what looks random. */
    private static final int LONGEST_LINE_BY_HAND = 1_000;

    /** Names with the words of a secret in them that hold something else: what follows the word. */
    private static final Pattern ABOUT_A_SECRET = Pattern.compile(
            "(?i)s?[_.-]?(?:name|id(?:s|_|-|\\b|$|entifier)|type|ur[il]|endpoint|path|file|dir|len|size"
                    + "|count|min|max|policy|field|label|placeholder|hint|title|text|message|msg|error|reset|forgot|confirm|regex|pattern|format|expir|ttl|life|timeout"
                    + "|hash|digest|checksum|sha\\d|md5|salt|algo|encoder|provider|manager|service_?name|store|(?:key)?_?ref|from|version|rotation|prefix|suffix|header"
                    + "|enabled|required|strength|valid|class|template|icon|screen|page|route|link|button|tooltip|desc|arn|scope|issuer|audience|budget|limit|usage"
                    + "|iz(?:e|ation)|ring|board|word|fingerprint|thumbprint|mount|volume|metric|stats?\\b|created|updated|at\\b|in\\b|pos|index|list|map|set\\b).*|.*(?:sha\\d|md5|hash|digest|checksum|fingerprint).*");

    /** The same: what comes before the word. */
    private static final Pattern OF_NO_SECRET = Pattern.compile(
            "(?i)(?:.*[_.-])?(?:public|pub|publishable|foreign|partition|sort|cache|restore|i18n|csrf|xsrf|authenticity|next|page|continuation|cursor|idempotency|dedup|site"
                    + "|object|integrity|commit|revision|lock|change|cancellation|design|css|lex|syntax|parse|hash|md5|sha\\d*|fingerprint|thumbprint)[_.-]?.*"
                    + "|.*(?:Public|Cancellation|Csrf|Xsrf|Page|Next|Integrity)");

    /** What may come between the word and the parenthesis of {@code setPassword2("…")}. */
    private static final Pattern SETTER = Pattern.compile("\\d?(?:[vV]alue)?");

    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\d{4}-\\d\\d-\\d\\d.*|[^\\s@]{1,64}@[a-z0-9-]{1,60}(?:\\.[a-z0-9-]{1,60}){1,4}"
                    + "|.*\\.(?:json|ya?ml|pem|key|crt|cer|p12|jks|txt|[jt]sx?|py|java|go|rb|html?|png|svg|env|properties|toml|md|sh|cs|php|com|org|net|io)"
                    + "|v?\\d+(?:\\.\\d+){1,3}[\\w.+-]*|[a-z_]+(?:[.:_/-](?:[a-z_]+|\\d{1,4}))*|pk_(?:live|test)_.*|.*(?:base64,|\\bintegrity\\b|with(?:hmac|rsa|ecdsa|aes)|/(?:cbc|gcm|ecb|cfb8?|ctr)/).*");

    private static final Set<String> CODE = Set.of(
            "java", "kt", "kts", "scala", "groovy", "gradle", "js", "jsx", "mjs", "cjs", "ts", "tsx", "vue", "svelte",
            "py", "go", "rs", "rb", "php", "cs", "fs", "vb", "c", "h", "cc", "cpp", "hpp", "m", "mm", "swift", "dart",
            "lua", "pl", "ex", "exs", "erl", "clj", "hs", "r", "css", "scss", "less", "html", "htm", "jsp", "erb",
            "jelly", "sql");

    private AssignedSecret() {}

    /** @param match of {@link #PATTERN} in {@code text} */
    static boolean isSecret(String fileName, String text, Matcher match) {
        String value = match.group("quoted") == null ? match.group("bare") : match.group("quoted");
        String before = identifierBefore(text, match.start());
        return isWritten(fileName, text, match)
                && isSetter(match)
                && !ABOUT_A_SECRET.matcher(match.group("rest")).matches()
                && !OF_NO_SECRET.matcher(before).matches()
                && !NO_SECRET.matcher(value).matches()
                && !isInLongLine(text, match.start())
                && SecretForm.RANDOM.isSecret(value, 0, value.length(), 0)
                && !isEncodedPlaceholder(value);
    }

    /** Words in base64 look like chance. */
    private static boolean isEncodedPlaceholder(String value) {
        String decoded = SecretForm.decoded(value).strip();
        return decoded.length() >= SHORTEST_ENCODED
                && SecretForm.isPrintable(decoded)
                && !SecretForm.RANDOM.isSecret(decoded, 0, decoded.length(), 0);
    }

    /** A call that sets the secret, not one that looks something up by a name. */
    private static boolean isSetter(Matcher match) {
        return match.group("call") == null
                || SETTER.matcher(match.group("rest")).matches();
    }

    /** In a program a value without quotes is a name, except within a string; a mere blank gives a value in a command line only; an argument without quotes is none. */
    private static boolean isWritten(String fileName, String text, Matcher match) {
        boolean bare = match.group("quoted") == null;
        boolean isArgument = match.group("comma") != null || match.group("call") != null;
        if (match.group("space") != null && !isOption(text, match.start()) || bare && isArgument) {
            return false;
        }
        boolean inString = match.end() < text.length() && "\"'`".indexOf(text.charAt(match.end())) >= 0;
        return !bare || inString || !CODE.contains(extension(fileName));
    }

    private static boolean isOption(String text, int start) {
        String identifier = identifierBefore(text, start);
        return identifier.startsWith("--") || text.startsWith("ENV ", start - identifier.length() - "ENV ".length());
    }

    private static String identifierBefore(String text, int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_IDENTIFIER && isOfIdentifier(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isOfIdentifier(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '-' || character == '.';
    }

    private static boolean isInLongLine(String text, int position) {
        int from = position;
        while (from > 0 && position - from <= LONGEST_LINE_BY_HAND && text.charAt(from - 1) != '\n') {
            from--;
        }
        int to = position;
        while (to < text.length() && to - from <= LONGEST_LINE_BY_HAND && text.charAt(to) != '\n') {
            to++;
        }
        return to - from > LONGEST_LINE_BY_HAND;
    }

    private static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
