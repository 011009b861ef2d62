package io.jenkins.plugins.autodeploy.cli;

import io.jenkins.plugins.autodeploy.cli.command.AutoDeployCommand;
import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.LogManager;

/** The terminal's way into the engine: {@code java -jar autodeploy-cli.jar COMMAND}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        quietLibraries();
        Host host = new Host(
                Terminal.ofProcess(),
                new ProcessCommandRunner(),
                Clock.systemUTC(),
                CliRunStore.defaultHome(System.getenv(), Path.of(System.getProperty("user.home"))),
                System.getProperty("user.name"));
        Interruption interruption = Interruption.ofThisThread();
        int exit = AutoDeployCommand.commandLine(host).execute(arguments);
        interruption.workEnded();
        System.exit(exit);
    }

    /** What libraries log has no place beside the progress unless it is a warning; SLF4J would say at each start that nobody takes its log. */
    private static void quietLibraries() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    }
}
