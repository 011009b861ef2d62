package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Brings a new version. */
record DeployChange(DeployRequest request) implements Change {
    /** Docker reads a file of variables line by line and gives up at lines of 64 KiB. */
    private static final int LONGEST_VALUE = 32_000;

    @Override
    public String id() {
        return request.id();
    }

    @Override
    public String environment() {
        return request.environment();
    }

    @Override
    public String workload() {
        return request.workload();
    }

    @Override
    public String image() {
        return request.image();
    }

    @Override
    public RolloutPlan plan() {
        return request.plan();
    }

    @Override
    public HealthCheck healthCheck() {
        return request.healthCheck();
    }

    @Override
    public Duration timeout() {
        return request.timeout();
    }

    @Override
    public boolean dryRun() {
        return request.dryRun();
    }

    @Override
    public Trigger trigger() {
        return request.trigger();
    }

    @Override
    @CheckForNull
    public String commit() {
        return request.commit();
    }

    @Override
    public boolean returnsOnFailure() {
        return request.rollbackOnFailure();
    }

    @Override
    public void check() throws InvalidInputException {
        RequestRules.check(request);
        if (request.replicas() != null && request.replicas() != 1) {
            throw new InvalidInputException(
                    "replicas", request.replicas(), "1, since a Docker host runs one container of a workload");
        }
        if (!request.manifests().isEmpty()) {
            throw new InvalidInputException(
                    "manifests", request.manifests().size() + " files", "none, since a Docker host takes no manifests");
        }
        if (!request.plan().traffic().equals(RolloutPlan.AUTO)) {
            throw new InvalidInputException(
                    "traffic", request.plan().traffic(), "auto, since the proxy of a Docker host divides the requests");
        }
        for (Map.Entry<String, String> variable : request.env().entrySet()) {
            checkValue(variable.getKey(), variable.getValue());
        }
    }

    @Override
    public Version version(HostView view) {
        List<String> env = request.env().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .toList();
        return new Version(
                request.image(),
                request.image(),
                request.port(),
                request.publicPort(),
                request.healthCheck().path(),
                env,
                request.provenance());
    }

    /** The value may be a secret, so the message has the name alone. */
    private static void checkValue(String name, String value) throws InvalidInputException {
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0) || value.length() > LONGEST_VALUE) {
            throw new InvalidInputException(
                    "env",
                    name,
                    "a variable whose value has no line breaks and at most %d characters, which is what a Docker host can take"
                            .formatted(LONGEST_VALUE));
        }
    }
}
