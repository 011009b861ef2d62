package io.jenkins.plugins.autodeploy.engine.parse;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Pattern;

/** Text that comes from files and programs of others: on one line, bounded, without anything that a terminal would obey. HTML is for the page to escape. */
public final class OutsideText {
    private static final int LONGEST = 300;
    private static final Pattern ESCAPE_SEQUENCE =
            Pattern.compile("\u001B(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\-_])");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private OutsideText() {}

    /** @return null for null and for text of which nothing is left */
    @CheckForNull
    public static String clean(@CheckForNull String text) {
        if (text == null) {
            return null;
        }
        String bounded = text.length() > LONGEST * 4 ? text.substring(0, LONGEST * 4) : text;
        String visible = NOT_SHOWN
                .matcher(ESCAPE_SEQUENCE.matcher(bounded).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (visible.isEmpty()) {
            return null;
        }
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + "\u2026";
    }
}
