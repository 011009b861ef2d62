package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a command takes from the machine that it runs on.
 *
 * @param home where runs are kept unless the user says otherwise
 * @param user who runs the command
 */
public record Host(Terminal terminal, CommandRunner runner, Clock clock, Path home, String user) {}
