package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a key from the mere mention of its first line. */
final class KeyMaterial {
    /** Headers of old forms (Proc-Type, DEK-Info, Version, Comment) and an empty line come before the material, or it is indented or quoted. */
    private static final int CHARACTERS_TO_MATERIAL = 500;

    private static final Pattern MATERIAL = Pattern.compile("[A-Za-z0-9+/]{40}");
    private static final Pattern LAST_LINE = Pattern.compile("-----END|-----BEGIN");

    private KeyMaterial() {}

    /** Whether base64 as of a key follows soon after {@code end}, before the key's last line. */
    static boolean follows(String text, int end) {
        int reach = Math.min(text.length(), end + CHARACTERS_TO_MATERIAL);
        Matcher last = LAST_LINE.matcher(text).region(end, reach);
        int until = last.find() ? last.start() : reach;
        Matcher material = MATERIAL.matcher(text).region(end, until);
        return material.find()
                && Randomness.entropy(material.group()) > 3
                && !Placeholders.isExampleToken(material.group());
    }
}
