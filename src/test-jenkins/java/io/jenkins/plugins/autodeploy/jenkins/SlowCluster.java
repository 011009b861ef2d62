package io.jenkins.plugins.autodeploy.jenkins;

import com.fasterxml.jackson.core.JsonProcessingException;
import hudson.model.Descriptor;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.jenkins.config.Cluster;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** A cluster without a cluster: a deployment to it is never done, unless it is taken up again after a restart, or the cluster is called {@link #QUICK}. */
public class SlowCluster extends Cluster {
    /** Whose deployments are done at once. */
    static final String QUICK = "quick";

    @DataBoundConstructor
    public SlowCluster(String name) {
        super(name);
    }

    @Override
    public DeploymentEngine engine(Run<?, ?> run, String credentialsId) {
        return new Engine(getName().equals(QUICK));
    }

    private record Engine(boolean quick) implements DeploymentEngine {
        @Override
        public DeploymentRun deploy(DeployRequest request, DeploymentObserver observer) {
            return begin(
                    request.id(),
                    request.environment(),
                    new Target(Target.KUBERNETES, "https://slow", request.namespace(), request.workload()),
                    request.image(),
                    request.trigger(),
                    observer);
        }

        @Override
        public DeploymentRun rollback(RollbackRequest request, DeploymentObserver observer) {
            return begin(
                    request.id(),
                    request.environment(),
                    new Target(Target.KUBERNETES, "https://slow", request.namespace(), request.workload()),
                    "the version before",
                    request.trigger(),
                    observer);
        }

        @Override
        public CompletionStage<RollbackPreview> preview(RollbackRequest request) {
            RollbackPreview.Version version =
                    new RollbackPreview.Version(1L, null, "the version before", null, null, true);
            return CompletableFuture.completedStage(new RollbackPreview(
                    request.workload(),
                    version,
                    version,
                    RollbackPreview.Names.NONE,
                    List.of(),
                    null,
                    null,
                    List.of(),
                    List.of(version)));
        }

        private DeploymentRun begin(
                String id,
                String environment,
                Target target,
                String image,
                Trigger trigger,
                DeploymentObserver observer) {
            Deployment record =
                    Deployment.asked(id, environment, target, image, "rolling", Instant.now(), trigger, null)
                            .toBuilder()
                            .status(DeploymentStatus.VERIFYING)
                            .revision(1L)
                            .steps(List.of("Asked the slow cluster"))
                            .build();
            observer.recordChanged(record);
            if (quick) {
                Deployment done = SlowCluster.ended(record, DeploymentStatus.SUCCEEDED);
                observer.recordChanged(done);
                return new Waiting(done, CompletableFuture.completedFuture(done), observer);
            }
            observer.save(Json.write(record));
            observer.events().log(Stage.VERIFY, "Waiting for the slow cluster");
            return new Waiting(record, new CompletableFuture<>(), observer);
        }

        @Override
        public DeploymentRun resume(String state, DeploymentObserver observer) {
            try {
                Deployment done = ended(Json.read(state, Deployment.class), DeploymentStatus.SUCCEEDED);
                observer.events().log(Stage.VERIFY, "Taken up again");
                observer.recordChanged(done);
                return new Waiting(done, CompletableFuture.completedFuture(done), observer);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void close() {}
    }

    private record Waiting(Deployment record, CompletableFuture<Deployment> done, DeploymentObserver observer)
            implements DeploymentRun {
        @Override
        public String id() {
            return record.id();
        }

        @Override
        public CompletionStage<Deployment> outcome() {
            return done;
        }

        @Override
        public String waitsFor() {
            return "the slow cluster";
        }

        @Override
        public Optional<Deployment> awaitsApproval() {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Admission> decide(Approver person, boolean approved, String comment) {
            return CompletableFuture.completedFuture(Admission.NOT_WAITING);
        }

        @Override
        public void abort(String reason) {
            Deployment aborted = ended(record, DeploymentStatus.ABORTED);
            observer.recordChanged(aborted);
            done.complete(aborted);
        }
    }

    private static Deployment ended(Deployment record, DeploymentStatus status) {
        return record.toBuilder()
                .status(status)
                .ended(Instant.now())
                .reason(status == DeploymentStatus.ABORTED ? "aborted" : null)
                .build();
    }

    @TestExtension
    public static final class DescriptorImpl extends Descriptor<Cluster> {}
}
