package io.jenkins.plugins.autodeploy.cli.terminal;

import java.util.regex.Pattern;

/** Text from outside made fit for a terminal: what a program or a cluster says must not move the cursor, colour the screen or set its title. */
final class PlainText {
    private static final Pattern ESCAPE_SEQUENCE =
            Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[@-Z\\\\-_])");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}&&[^\t\n]]|[\u0080-\u009f\u202a-\u202e\u2066-\u2069]");

    private PlainText() {}

    static String of(String text) {
        return CONTROL.matcher(ESCAPE_SEQUENCE.matcher(text).replaceAll("")).replaceAll("");
    }
}
