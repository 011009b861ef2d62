package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.Host;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands hang below. */
@Command(
        name = "autodeploy",
        description = "Takes a repository to a running, watched deployment.",
        mixinStandardHelpOptions = true,
        versionProvider = JarVersion.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage or input",
            "3:gate failed",
            "4:build failed",
            "5:deployment failed and rolled back",
            "6:deployment failed and not rolled back",
            "130:interrupted"
        })
public final class AutoDeployCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private AutoDeployCommand() {}

    /** All commands, ready to execute arguments; never ends the virtual machine by itself. */
    public static CommandLine commandLine(Host host) {
        CommandLine line = new CommandLine(new AutoDeployCommand());
        line.addSubcommand(new DetectCommand(host));
        line.addSubcommand(new GenerateCommand(host));
        line.addSubcommand(new BuildCommand(host));
        line.addSubcommand(new ScanCommand(host));
        line.addSubcommand(new DeployCommand(host));
        line.addSubcommand(new RollbackCommand(host));
        line.addSubcommand(new RunCommand(host));
        line.addSubcommand(new ServeCommand(host));
        line.addSubcommand(new AuditCommand(host));
        line.getSubcommands().values().forEach(AutoDeployCommand::takeStandardOptions);
        FaultHandler faults = new FaultHandler(host.terminal());
        line.setExecutionExceptionHandler(faults);
        line.setParameterExceptionHandler(faults);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(host.terminal().ansi()));
        line.setOut(new PrintWriter(host.terminal().out(), true, Charset.defaultCharset()));
        line.setErr(new PrintWriter(host.terminal().err(), true, Charset.defaultCharset()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    private static void takeStandardOptions(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().versionProvider(new JarVersion());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
