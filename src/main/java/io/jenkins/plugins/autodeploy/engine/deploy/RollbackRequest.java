package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;

/**
 * A rollback to make. Plain data with a JSON form and without secrets.
 *
 * @param to revision number or deployment id; null for the last good one before what runs now
 * @param reason for the record
 * @param plan how the old version takes the place of the one that runs: a fast rolling one without analysis unless asked
 */
public record RollbackRequest(
        String id,
        String environment,
        String namespace,
        String workload,
        @CheckForNull String to,
        String reason,
        RolloutPlan plan,
        HealthCheck healthCheck,
        Duration timeout,
        boolean dryRun,
        Trigger trigger) {
    public RollbackRequest {
        plan = plan == null ? RolloutPlan.of(RolloutPlan.ROLLING) : plan;
    }

    /** Begins a request whose other parts are as a user expects who does not name them; {@code trigger} has to be said. */
    public static Builder of(String id, String environment, @CheckForNull String workload) {
        return new Builder(id, environment, workload);
    }

    /** Starts a copy of this request in which some parts are to differ. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Makes a request of its parts; used by one thread. */
    public static final class Builder {
        private final String id;
        private final String environment;
        private String namespace = "default";
        private String workload;
        private String to;
        private String reason = "";
        private RolloutPlan plan = RolloutPlan.of(RolloutPlan.ROLLING);
        private HealthCheck healthCheck = HealthCheck.NONE;
        private Duration timeout = Duration.ofMinutes(5);
        private boolean dryRun;
        private Trigger trigger;

        private Builder(String id, String environment, @CheckForNull String workload) {
            this.id = id;
            this.environment = environment;
            this.workload = workload;
        }

        private Builder(RollbackRequest origin) {
            id = origin.id;
            environment = origin.environment;
            namespace = origin.namespace;
            workload = origin.workload;
            to = origin.to;
            reason = origin.reason;
            plan = origin.plan;
            healthCheck = origin.healthCheck;
            timeout = origin.timeout;
            dryRun = origin.dryRun;
            trigger = origin.trigger;
        }

        public Builder namespace(String value) {
            namespace = value;
            return this;
        }

        public Builder workload(String value) {
            workload = value;
            return this;
        }

        public Builder to(@CheckForNull String value) {
            to = value;
            return this;
        }

        public Builder reason(String value) {
            reason = value;
            return this;
        }

        public Builder plan(RolloutPlan value) {
            plan = value;
            return this;
        }

        public Builder healthCheck(HealthCheck value) {
            healthCheck = value;
            return this;
        }

        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        public Builder trigger(Trigger value) {
            trigger = value;
            return this;
        }

        public RollbackRequest build() {
            return new RollbackRequest(
                    id, environment, namespace, workload, to, reason, plan, healthCheck, timeout, dryRun, trigger);
        }
    }
}
