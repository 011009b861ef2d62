package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes texts with random characters where a template says so: {@code {hex:32}}, {@code {uuid}}, {@code {base64of:user:{alnum:8}}}. */
final class SecretTemplate {
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";

    private static final Map<String, String> ALPHABETS = Map.ofEntries(
            Map.entry("hex", DIGITS + "abcdef"),
            Map.entry("HEX", DIGITS + "ABCDEF"),
            Map.entry("digit", DIGITS),
            Map.entry("AZaz", UPPER + LOWER),
            Map.entry("AZ09", UPPER + DIGITS),
            Map.entry("az09", LOWER + DIGITS),
            Map.entry("b32", LOWER + "234567"),
            Map.entry("B32", UPPER + "234567"),
            Map.entry("bech32", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
            Map.entry("alnum", UPPER + LOWER + DIGITS),
            Map.entry("base64", UPPER + LOWER + DIGITS + "+/"),
            Map.entry("url", UPPER + LOWER + DIGITS + "-_"),
            Map.entry("password", UPPER + LOWER + DIGITS + "!%*+-.:=?^_~"));

    private static final Pattern RANDOM = Pattern.compile("\\{(?:(\\w+):(\\d+)|uuid)}");

    private final Random random;

    SecretTemplate(long seed) {
        this.random = new Random(seed);
    }

    /** Fills in what is random, then encodes from the inside out. */
    String fill(String template) {
        String text = RANDOM.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(random(match.group(1), match.group(2))));
        int start = text.lastIndexOf("{base64of:");
        while (start >= 0) {
            int end = closing(text, start);
            String plain = text.substring(start + "{base64of:".length(), end);
            String encoded = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
            text = text.substring(0, start) + encoded + text.substring(end + 1);
            start = text.lastIndexOf("{base64of:");
        }
        return text;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("A brace is not closed: " + text);
    }

    private String random(String alphabet, String length) {
        if (alphabet == null) {
            return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                    .toString();
        }
        String characters = ALPHABETS.get(alphabet);
        if (characters == null) {
            throw new IllegalArgumentException("There is no alphabet " + alphabet);
        }
        StringBuilder text = new StringBuilder();
        for (int i = Integer.parseInt(length); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
