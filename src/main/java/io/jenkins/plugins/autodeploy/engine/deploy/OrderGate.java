package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.deploy.freeze.Freeze;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Outdated;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.FreezeOverride;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a deployment may go now: its environment is not frozen, and nothing newer is live. Asked when it is asked for and again when its turn comes, since much may have happened in between. Used by one thread at
 * a time.
 */
final class OrderGate {
    private final DeployRequest request;
    private final FreezeSource freezes;
    private final DeploymentJournal journal;

    OrderGate(DeployRequest request, FreezeSource freezes, DeploymentJournal journal) {
        this.request = request;
        this.freezes = freezes;
        this.journal = journal;
    }

    /**
     * @param live where the version that is live came from, asked of the target; empty when that is not known
     * @throws InvalidInputException if it may not; a rehearsal only says so
     */
    void pass(Instant now, Supplier<Optional<Provenance>> live) throws InvalidInputException {
        try {
            checkFreeze(now);
            checkOrder(live);
        } catch (InvalidInputException e) {
            if (!request.dryRun()) {
                throw e;
            }
            journal.step(Stage.DEPLOY, "Dry run: it would be refused: " + e.getMessage());
        }
    }

    private void checkFreeze(Instant now) throws InvalidInputException {
        Optional<Freeze> freeze = freezes.calendar().at(request.environment(), now);
        if (freeze.isEmpty()) {
            return;
        }
        if (request.freezeOverride() == null) {
            throw new InvalidInputException(
                    "environment",
                    request.environment(),
                    "an environment that is not frozen: '%s' lasts until %s. overrideFreeze (--override-freeze) with a reason goes ahead all the same, for people who may approve deployments"
                            .formatted(freeze.get().reason(), freeze.get().until()));
        }
        override(freeze.get(), now);
    }

    /** Told once a freeze, however often it is asked. */
    private void override(Freeze freeze, Instant now) {
        FreezeOverride before = journal.record().freezeOverride();
        if (request.dryRun() || before != null && before.freeze().equals(freeze.reason())) {
            return;
        }
        FreezeOverride override =
                new FreezeOverride(freeze.reason(), request.trigger().user(), request.freezeOverride(), now);
        journal.update(deployment -> deployment.freezeOverride(override));
        Map<String, Object> data = new LinkedHashMap<>(Json.toMap(override));
        data.put("deployment", request.id());
        data.put("environment", request.environment());
        journal.fact(EventType.FREEZE, Stage.DEPLOY, override.sentence(), data);
    }

    private void checkOrder(Supplier<Optional<Provenance>> live) throws InvalidInputException {
        if (request.allowOutdated()) {
            return;
        }
        Optional<String> reason = live.get().flatMap(there -> Outdated.reason(request.provenance(), there));
        if (reason.isPresent()) {
            throw new InvalidInputException(
                    "image",
                    request.image(),
                    "something newer than what is live: %s. allowOutdated (--allow-outdated) deploys it all the same, a rollback goes back on purpose"
                            .formatted(reason.get()));
        }
    }
}
