package io.jenkins.plugins.autodeploy.engine.scan.external;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A runner that plays a scanner's program, or docker with it, and remembers what it was asked to run. */
final class RecordedScanner implements CommandRunner {
    private final List<Command> commands = new ArrayList<>();
    private final String version;
    private final String help;
    private final Work work;

    /** What the scan itself does. */
    @FunctionalInterface
    interface Work {
        int run(Command command, Consumer<String> out) throws IOException, InterruptedException;
    }

    /** @param version what it answers when asked for its version; @param help when asked for help */
    RecordedScanner(String version, String help, Work work) {
        this.version = version;
        this.help = help;
        this.work = work;
    }

    /** A scan that writes its report. */
    static Work writing(byte[] report) {
        return (command, out) -> {
            List<String> arguments = command.arguments();
            String flag = arguments.contains("--file") ? "--file" : "--output";
            Files.write(Path.of(arguments.get(arguments.indexOf(flag) + 1)), report);
            return 0;
        };
    }

    /** A scan that prints and fails. */
    static Work failing(int exitCode, String... lines) {
        return (command, out) -> {
            List.of(lines).forEach(out);
            return exitCode;
        };
    }

    List<Command> commands() {
        return commands;
    }

    /** The command that scans, as opposed to those that ask. */
    Command scan() {
        return commands.stream()
                .filter(command -> command.arguments().contains("json")
                        && !command.arguments().contains("version"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public int run(Command command, Consumer<String> out, Consumer<String> err)
            throws IOException, InterruptedException {
        commands.add(command);
        List<String> arguments = command.arguments();
        if (arguments.get(0).equals("docker") && !arguments.contains("run")) {
            out.accept("unix:///run/user/1000/docker.sock");
            return 0;
        }
        if (arguments.contains("version")) {
            out.accept(version);
            return 0;
        }
        if (arguments.contains("--help")) {
            out.accept(help);
            return 0;
        }
        return work.run(command, out);
    }
}
