package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.cli.run.AuditDescription;
import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.engine.audit.AuditPage;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.live.AuditApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = "Shows who deployed, approved, rejected, aborted and rolled back what, the newest first.")
final class AuditCommand implements Callable<Integer> {
    private final Host host;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ResultOptions result;

    @Option(names = "--job", paramLabel = "NAME", description = "Only this job's.")
    private String job;

    @Option(names = "--environment", paramLabel = "NAME", description = "Only this environment's.")
    private String environment;

    @Option(names = "--workload", paramLabel = "NAME", description = "Only this workload's.")
    private String workload;

    @Option(names = "--user", paramLabel = "NAME", description = "Only what this person did.")
    private String user;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description =
                    "Only deploy, rollback, approve, reject, abort, automaticRollback, freezeOverride or allowOutdated.")
    private String action;

    @Option(names = "--since", paramLabel = "TIME", description = "From this day (2026-11-30) or time on, in UTC.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this day or time.")
    private String until;

    @Option(
            names = "--before",
            paramLabel = "PLACE",
            description = "Older ones than the last page: what it named as next.")
    private String before;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most, up to 200 (default: ${DEFAULT-VALUE}).")
    private int size;

    AuditCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws InvalidInputException {
        Path home = store.home(host);
        try {
            AuditPage page = new AuditApi(new CliRunStore(home, host.clock()).audit()).page(parameters());
            result.show(new Outcome(page, AuditDescription.of(page), ExitCode.DONE), host.terminal());
            return ExitCode.DONE.number();
        } catch (IOException e) {
            throw new InvalidInputException("--home", home, "a directory whose audit log can be read");
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        put(parameters, "job", job);
        put(parameters, "environment", environment);
        put(parameters, "workload", workload);
        put(parameters, "user", user);
        put(parameters, "action", action);
        put(parameters, "since", since);
        put(parameters, "until", until);
        put(parameters, "before", before);
        put(parameters, "size", String.valueOf(size));
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @CheckForNull String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
