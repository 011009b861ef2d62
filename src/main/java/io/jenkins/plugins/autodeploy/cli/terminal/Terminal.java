package io.jenkins.plugins.autodeploy.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command speaks: results to standard output, which a script may read, and all else to standard error. UTF-8 whatever the locale, so that JSON is what it
 * should be. Safe for use by several threads.
 *
 * @param out results alone
 * @param err progress and errors
 * @param ansi whether people see colours
 */
public record Terminal(PrintStream out, PrintStream err, Ansi ansi) {
    /** The process's own streams; colours only on a terminal whose user has not set {@code NO_COLOR}. */
    public static Terminal ofProcess() {
        return new Terminal(
                utf8(FileDescriptor.out), utf8(FileDescriptor.err), Ansi.AUTO.enabled() ? Ansi.ON : Ansi.OFF);
    }

    /** Prints a result. */
    public void result(String text) {
        out.println(PlainText.of(text));
    }

    /** Prints a line about what happens. */
    public void tell(String text) {
        err.println(PlainText.of(text));
    }

    /** Prints a line in one of picocli's styles, {@code "fg(red)"} for example. */
    public void tell(String style, String text) {
        String plain = PlainText.of(text);
        err.println(
                ansi.enabled()
                        ? Ansi.Style.on(Ansi.Style.parse(style)) + plain + Ansi.Style.off(Ansi.Style.parse(style))
                        : plain);
    }

    /**
     * Prints an error.
     *
     * @param sentence what is wrong
     * @param advice what to try; empty when there is nothing to say
     */
    public void complain(String sentence, String advice) {
        tell("bold,fg(red)", "autodeploy: " + sentence);
        if (!advice.isBlank()) {
            tell("            " + advice);
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
