package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.engine.deploy.PlanReader;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a version takes the place of the one that runs. */
final class StrategyOptions {
    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = RolloutPlan.ROLLING,
            description = "rolling, recreate, canary or blueGreen (default: ${DEFAULT-VALUE}).")
    private String strategy;

    @Option(
            names = "--steps",
            paramLabel = "WEIGHT",
            split = ",",
            description =
                    "Shares of the requests that a canary gets, in percent, each with its own pause where it is to differ: 5,'25 for 10m',100 (default: 10,50,100).")
    private List<String> steps = new ArrayList<>();

    @Option(
            names = "--pause",
            paramLabel = "TIME",
            description = "How long a canary is watched at each step (default: 1m).")
    private String pause;

    @Option(
            names = "--traffic",
            paramLabel = "NAME",
            description =
                    "What divides a canary's requests: auto, replicas, ingress, httpRoute or istio (default: auto).")
    private String traffic;

    @Option(
            names = "--keep-for",
            paramLabel = "TIME",
            description = "How long blueGreen keeps the old version ready after the switch (default: not at all).")
    private String keepFor;

    /** @throws InvalidInputException naming the first part that cannot be read */
    RolloutPlan plan() throws InvalidInputException {
        return PlanReader.read(strategy, steps, pause, traffic, keepFor);
    }
}
