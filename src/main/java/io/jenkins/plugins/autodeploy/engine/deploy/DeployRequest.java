package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A deployment to make. Plain data with a JSON form and without secrets, so that a host can keep it and resume after a restart.
 *
 * @param id of the deployment, made by the host
 * @param image reference to run; never null
 * @param namespace Kubernetes only
 * @param workload a DNS label
 * @param manifests texts of Kubernetes YAML files, with the workload among them; empty to generate them
 * @param variables what {@code ${NAME}} in the manifests stands for; empty to leave them as they are
 * @param replicas null for what runs now, or 1 at the first deployment
 * @param port the container's port; null for what the image or manifests say
 * @param publicPort Docker host only: where the proxy listens; null for {@code port}
 * @param env environment variables of the container
 * @param plan how the version takes the place of the one that runs
 * @param dryRun says what would be done and changes nothing; needs no approval
 * @param commit that the image was built from; null when not known
 * @param commitTime when that commit was made; null when not known
 * @param allowOutdated whether it may replace what was built from a newer commit or by a later build
 * @param freezeOverride why it may go although its environment is frozen; null to respect a freeze
 * @param approval that it waits for before it takes its place in the target's queue; null for none
 */
public record DeployRequest(
        String id,
        String environment,
        String image,
        String namespace,
        String workload,
        List<ManifestText> manifests,
        Map<String, String> variables,
        @CheckForNull Integer replicas,
        @CheckForNull Integer port,
        @CheckForNull Integer publicPort,
        Map<String, String> env,
        RolloutPlan plan,
        HealthCheck healthCheck,
        Duration timeout,
        boolean rollbackOnFailure,
        boolean dryRun,
        Trigger trigger,
        @CheckForNull String commit,
        @CheckForNull Instant commitTime,
        boolean allowOutdated,
        @CheckForNull String freezeOverride,
        @CheckForNull ApprovalRule approval) {
    public DeployRequest {
        manifests = manifests == null ? List.of() : List.copyOf(manifests);
        variables = variables == null ? Map.of() : Map.copyOf(variables);
        env = env == null ? Map.of() : Map.copyOf(env);
        plan = plan == null ? RolloutPlan.of(RolloutPlan.ROLLING) : plan;
    }

    /** Begins a request whose other parts are as a user expects who does not name them; {@code trigger} has to be said. */
    public static Builder of(String id, String environment, String image) {
        return new Builder(id, environment, image);
    }

    /** What a workload is called after its image where nobody named it: {@code web} of {@code registry:5000/shop/web:1.4@sha256:…}. */
    public static String workloadOf(String image) {
        String withoutDigest = image.split("@", 2)[0];
        String last = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        return last.split(":", 2)[0].replace('_', '-').replace('.', '-');
    }

    /** The approval that it really waits for: what changes nothing needs none. */
    @CheckForNull
    public ApprovalRule neededApproval() {
        return dryRun ? null : approval;
    }

    /** Where the version that it brings comes from. */
    public Provenance provenance() {
        return Provenance.of(trigger, commit, commitTime);
    }

    /** Starts a copy of this request in which some parts are to differ. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Makes a request of its parts; used by one thread. */
    public static final class Builder {
        private final String id;
        private final String environment;
        private final String image;
        private String namespace = "default";
        private String workload;
        private List<ManifestText> manifests = List.of();
        private Map<String, String> variables = Map.of();
        private Integer replicas;
        private Integer port;
        private Integer publicPort;
        private Map<String, String> env = Map.of();
        private RolloutPlan plan = RolloutPlan.of(RolloutPlan.ROLLING);
        private HealthCheck healthCheck = HealthCheck.NONE;
        private Duration timeout = Duration.ofMinutes(5);
        private boolean rollbackOnFailure = true;
        private boolean dryRun;
        private Trigger trigger;
        private String commit;
        private Instant commitTime;
        private boolean allowOutdated;
        private String freezeOverride;
        private ApprovalRule approval;

        private Builder(String id, String environment, String image) {
            this.id = id;
            this.environment = environment;
            this.image = image;
            this.workload = workloadOf(image);
        }

        private Builder(DeployRequest origin) {
            id = origin.id;
            environment = origin.environment;
            image = origin.image;
            namespace = origin.namespace;
            workload = origin.workload;
            manifests = origin.manifests;
            variables = origin.variables;
            replicas = origin.replicas;
            port = origin.port;
            publicPort = origin.publicPort;
            env = origin.env;
            plan = origin.plan;
            healthCheck = origin.healthCheck;
            timeout = origin.timeout;
            rollbackOnFailure = origin.rollbackOnFailure;
            dryRun = origin.dryRun;
            trigger = origin.trigger;
            commit = origin.commit;
            commitTime = origin.commitTime;
            allowOutdated = origin.allowOutdated;
            freezeOverride = origin.freezeOverride;
            approval = origin.approval;
        }

        public Builder namespace(String value) {
            namespace = value;
            return this;
        }

        public Builder workload(String value) {
            workload = value;
            return this;
        }

        public Builder manifests(List<ManifestText> value) {
            manifests = value;
            return this;
        }

        public Builder variables(Map<String, String> value) {
            variables = value;
            return this;
        }

        public Builder replicas(@CheckForNull Integer value) {
            replicas = value;
            return this;
        }

        public Builder port(@CheckForNull Integer value) {
            port = value;
            return this;
        }

        public Builder publicPort(@CheckForNull Integer value) {
            publicPort = value;
            return this;
        }

        public Builder env(Map<String, String> value) {
            env = value;
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

        public Builder rollbackOnFailure(boolean value) {
            rollbackOnFailure = value;
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

        public Builder commit(@CheckForNull String value) {
            commit = value;
            return this;
        }

        public Builder commitTime(@CheckForNull Instant value) {
            commitTime = value;
            return this;
        }

        public Builder allowOutdated(boolean value) {
            allowOutdated = value;
            return this;
        }

        public Builder freezeOverride(@CheckForNull String value) {
            freezeOverride = value;
            return this;
        }

        public Builder approval(@CheckForNull ApprovalRule value) {
            approval = value;
            return this;
        }

        public DeployRequest build() {
            return new DeployRequest(
                    id,
                    environment,
                    image,
                    namespace,
                    workload,
                    manifests,
                    variables,
                    replicas,
                    port,
                    publicPort,
                    env,
                    plan,
                    healthCheck,
                    timeout,
                    rollbackOnFailure,
                    dryRun,
                    trigger,
                    commit,
                    commitTime,
                    allowOutdated,
                    freezeOverride,
                    approval);
        }
    }
}
