package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import picocli.CommandLine.Option;

/** How the result is shown. */
final class ResultOptions {
    @Option(names = "--json", description = "Print the result as JSON on standard output and nothing else there.")
    private boolean json;

    /** The result to standard output; what is wrong with it, if anything, to standard error. */
    void show(Outcome outcome, Terminal terminal) {
        if (json) {
            terminal.out().println(Json.writePretty(outcome.record()));
        }
        if (outcome.exit() != ExitCode.DONE && outcome.exit() != ExitCode.DIFFERENT) {
            complain(outcome.words(), terminal);
        } else if (!json) {
            terminal.result(outcome.words());
        }
    }

    /** One more line is an advice; more of them, a table for example, stay as they are laid out. */
    private static void complain(String words, Terminal terminal) {
        String[] sentences = words.split("\n", 2);
        String rest = sentences.length == 1 ? "" : sentences[1];
        if (rest.contains("\n")) {
            terminal.complain(sentences[0], "");
            terminal.tell(rest);
        } else {
            terminal.complain(sentences[0], rest.strip());
        }
    }
}
