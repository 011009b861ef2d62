package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;

/**
 * One deployment or rollback to one target, from its start on.
 *
 * @param id unique within the controller; safe in URLs and as a label value
 * @param image the reference that this deployment brings
 * @param previousImage what ran before; null at the first deployment
 * @param strategy {@code rolling}, {@code recreate}, {@code blueGreen}, {@code canary}
 * @param revision the target's revision that it made; null until known
 * @param ended null while it goes on
 * @param steps what was done, one sentence each, in order
 * @param reason why it failed or was aborted, in one sentence
 * @param url where the workload answers, if known
 * @param rolledBack whether the target was taken back to what ran before
 * @param previousDeploymentId the deployment that made the previous revision, if known
 * @param analysis what was measured after the rollout, in order; the last 500 samples
 * @param approval what it had to be approved by before it began; null if nobody was asked
 * @param freezeOverride who went ahead although the environment was frozen; null if nobody had to
 * @param traffic how much the new version gets while it runs beside the old one, and where that ended; null for strategies that do not divide requests
 */
public record Deployment(
        String id,
        String environment,
        Target target,
        String image,
        @CheckForNull String previousImage,
        String strategy,
        DeploymentStatus status,
        @CheckForNull Long revision,
        @CheckForNull Long previousRevision,
        Instant started,
        @CheckForNull Instant ended,
        Trigger trigger,
        @CheckForNull String commit,
        List<String> steps,
        List<PodState> pods,
        @CheckForNull HealthResult health,
        @CheckForNull String url,
        @CheckForNull String reason,
        boolean rolledBack,
        @CheckForNull String rollbackReason,
        @CheckForNull String previousDeploymentId,
        List<AnalysisSample> analysis,
        @CheckForNull Approval approval,
        @CheckForNull FreezeOverride freezeOverride,
        @CheckForNull TrafficShare traffic) {
    private static final int SAMPLES_IN_BRIEF = 50;

    public Deployment {
        steps = steps == null ? List.of() : List.copyOf(steps);
        pods = pods == null ? List.of() : List.copyOf(pods);
        analysis = analysis == null ? List.of() : List.copyOf(analysis);
    }

    /** What is known of a deployment or rollback when it is asked for. */
    public static Deployment asked(
            String id,
            String environment,
            Target target,
            String image,
            String strategy,
            Instant started,
            Trigger trigger,
            @CheckForNull String commit) {
        return new Deployment(
                id,
                environment,
                target,
                image,
                null,
                strategy,
                DeploymentStatus.PENDING,
                null,
                null,
                started,
                null,
                trigger,
                commit,
                List.of(),
                List.of(),
                null,
                null,
                null,
                false,
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /** Whether anything was or may be done to the target; false for what was refused, or is not approved yet. */
    public boolean reachedTarget() {
        boolean held = status == DeploymentStatus.PENDING && approval != null;
        return !status.isFinal() && !held || status == DeploymentStatus.SUCCEEDED || !steps.isEmpty();
    }

    /** Without all but the last samples of the analysis, for a line of an index or of an event log, whose length is bounded. */
    public Deployment brief() {
        return analysis.size() <= SAMPLES_IN_BRIEF
                ? this
                : toBuilder()
                        .analysis(analysis.subList(analysis.size() - SAMPLES_IN_BRIEF, analysis.size()))
                        .build();
    }

    /** Starts a copy of this record in which some parts are to differ. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Makes a record that differs from another one; used by one thread. */
    public static final class Builder {
        private final String id;
        private final String environment;
        private final Target target;
        private String image;
        private String previousImage;
        private String strategy;
        private DeploymentStatus status;
        private Long revision;
        private Long previousRevision;
        private final Instant started;
        private Instant ended;
        private final Trigger trigger;
        private final String commit;
        private List<String> steps;
        private List<PodState> pods;
        private HealthResult health;
        private String url;
        private String reason;
        private boolean rolledBack;
        private String rollbackReason;
        private String previousDeploymentId;
        private List<AnalysisSample> analysis;
        private Approval approval;
        private FreezeOverride freezeOverride;
        private TrafficShare traffic;

        private Builder(Deployment origin) {
            id = origin.id;
            environment = origin.environment;
            target = origin.target;
            image = origin.image;
            previousImage = origin.previousImage;
            strategy = origin.strategy;
            status = origin.status;
            revision = origin.revision;
            previousRevision = origin.previousRevision;
            started = origin.started;
            ended = origin.ended;
            trigger = origin.trigger;
            commit = origin.commit;
            steps = origin.steps;
            pods = origin.pods;
            health = origin.health;
            url = origin.url;
            reason = origin.reason;
            rolledBack = origin.rolledBack;
            rollbackReason = origin.rollbackReason;
            previousDeploymentId = origin.previousDeploymentId;
            analysis = origin.analysis;
            approval = origin.approval;
            freezeOverride = origin.freezeOverride;
            traffic = origin.traffic;
        }

        public Builder image(String value) {
            image = value;
            return this;
        }

        public Builder previousImage(@CheckForNull String value) {
            previousImage = value;
            return this;
        }

        public Builder strategy(String value) {
            strategy = value;
            return this;
        }

        public Builder status(DeploymentStatus value) {
            status = value;
            return this;
        }

        public Builder revision(@CheckForNull Long value) {
            revision = value;
            return this;
        }

        public Builder previousRevision(@CheckForNull Long value) {
            previousRevision = value;
            return this;
        }

        public Builder ended(@CheckForNull Instant value) {
            ended = value;
            return this;
        }

        public Builder steps(List<String> value) {
            steps = value;
            return this;
        }

        public Builder pods(List<PodState> value) {
            pods = value;
            return this;
        }

        public Builder health(@CheckForNull HealthResult value) {
            health = value;
            return this;
        }

        public Builder url(@CheckForNull String value) {
            url = value;
            return this;
        }

        public Builder reason(@CheckForNull String value) {
            reason = value;
            return this;
        }

        public Builder rolledBack(boolean value) {
            rolledBack = value;
            return this;
        }

        public Builder rollbackReason(@CheckForNull String value) {
            rollbackReason = value;
            return this;
        }

        public Builder previousDeploymentId(@CheckForNull String value) {
            previousDeploymentId = value;
            return this;
        }

        public Builder analysis(List<AnalysisSample> value) {
            analysis = value;
            return this;
        }

        public Builder approval(@CheckForNull Approval value) {
            approval = value;
            return this;
        }

        public Builder freezeOverride(@CheckForNull FreezeOverride value) {
            freezeOverride = value;
            return this;
        }

        public Builder traffic(@CheckForNull TrafficShare value) {
            traffic = value;
            return this;
        }

        public Deployment build() {
            return new Deployment(
                    id,
                    environment,
                    target,
                    image,
                    previousImage,
                    strategy,
                    status,
                    revision,
                    previousRevision,
                    started,
                    ended,
                    trigger,
                    commit,
                    steps,
                    pods,
                    health,
                    url,
                    reason,
                    rolledBack,
                    rollbackReason,
                    previousDeploymentId,
                    analysis,
                    approval,
                    freezeOverride,
                    traffic);
        }
    }
}
