package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.serve.ServeServer;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.net.BindException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Shows all runs on a page in the browser until it is interrupted.")
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    private final Host host;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ResultOptions result;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Where to listen on this machine, 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    ServeCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InvalidInputException, InterruptedException {
        try (ServeServer server = start()) {
            String words = "The page is at %s until Ctrl-C".formatted(server.url());
            result.show(new Outcome(Map.of("url", server.url()), words, ExitCode.DONE), host.terminal());
            new CountDownLatch(1).await();
            return ExitCode.DONE.number();
        }
    }

    private ServeServer start() throws InvalidInputException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new InvalidInputException("--port", port, "a port from 0 to " + HIGHEST_PORT);
        }
        try {
            return ServeServer.start(new CliRunStore(store.home(host), host.clock()), port);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException) {
                throw new InvalidInputException("--port", port, "a port that is free, or 0 for any");
            }
            throw e;
        }
    }
}
