package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import java.util.regex.Pattern;

/** Text of advisories, as findings may hold it. */
final class AdvisoryText {
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LONGEST_WORD = 100;
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]+");

    private AdvisoryText() {}

    /** Several lines, bounded. */
    @CheckForNull
    static String description(@CheckForNull String text) {
        if (text == null) {
            return null;
        }
        boolean cut = text.length() > LONGEST_DESCRIPTION;
        String bounded = cut ? text.substring(0, LONGEST_DESCRIPTION) : text;
        String visible = NOT_SHOWN.matcher(bounded).replaceAll("").strip();
        if (visible.isEmpty()) {
            return null;
        }
        return cut ? visible + "\u2026" : visible;
    }

    /** The first line of several. */
    @CheckForNull
    static String firstLine(@CheckForNull String text) {
        String visible = description(text);
        return visible == null
                ? null
                : OutsideText.clean(visible.lines().findFirst().orElse(null));
    }

    /** An identifier or a rating in one word or a few, or null for what is too long to be one. */
    @CheckForNull
    static String word(@CheckForNull String text) {
        String clean = OutsideText.clean(text);
        return clean == null || clean.length() > LONGEST_WORD ? null : clean;
    }

    /** An address that a page may link to. */
    @CheckForNull
    static String link(@CheckForNull String text) {
        String clean = OutsideText.clean(text);
        return clean != null && LINK.matcher(clean).matches() ? clean : null;
    }
}
