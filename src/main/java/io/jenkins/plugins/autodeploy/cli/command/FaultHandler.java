package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells the user in a sentence what stopped a command, and the shell by the exit code. Only a fault of this program shows its stack. */
final class FaultHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Terminal terminal;

    FaultHandler(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        String command = fault.getCommandLine().getCommandSpec().qualifiedName();
        terminal.complain(fault.getMessage().replaceFirst("^Error: ", ""), "See " + command + " --help.");
        return ExitCode.WRONG_INPUT.number();
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        return handle(fault).number();
    }

    private ExitCode handle(Exception fault) {
        if (fault instanceof InvalidInputException) {
            terminal.complain(fault.getMessage(), "");
            return ExitCode.WRONG_INPUT;
        }
        if (fault instanceof StageFailedException failed) {
            terminal.complain(failed.getMessage(), failed.advice());
            return ExitCode.ofFailed(failed.stage());
        }
        if (fault instanceof InterruptedException) {
            terminal.complain("Interrupted", "");
            return ExitCode.INTERRUPTED;
        }
        terminal.complain("This is a fault of autodeploy itself: " + fault, "Please report it with these lines:");
        fault.printStackTrace(terminal.err());
        return ExitCode.UNEXPECTED;
    }
}
