package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.Host;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class StoreOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where runs are kept (default: $XDG_DATA_HOME/autodeploy or ~/.local/share/autodeploy).")
    private Path home;

    Path home(Host host) {
        return home == null ? host.home() : home;
    }
}
