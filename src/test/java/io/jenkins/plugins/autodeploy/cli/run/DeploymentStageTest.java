package io.jenkins.plugins.autodeploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.audit.AuditFilter;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import io.jenkins.plugins.autodeploy.engine.notify.NotDeliveredException;
import io.jenkins.plugins.autodeploy.engine.notify.NoticeRule;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** What a terminal's deployment leaves in the audit log and tells people. */
class DeploymentStageTest {
    @TempDir
    private Path home;

    @TempDir
    private Path project;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> notices = new CopyOnWriteArrayList<>();

    @Test
    void isAuditedAndTold() throws Exception {
        Recipient team = new Recipient("team-a", NoticeRule.ALWAYS, notice -> {
            notices.add(notice.event().label());
            return CompletableFuture.completedFuture(null);
        });

        deploy(false, team);

        assertThat(notices).containsExactly("started", "succeeded");
        assertThat(new AuditLog(home).page(AuditFilter.ALL, null, 10).entries())
                .extracting(entry -> "%s %s %s %s #%d"
                        .formatted(
                                entry.actor().user(), entry.action().label(), entry.result(), entry.job(), entry.run()))
                .containsExactly("ada deploy SUCCEEDED shop #1", "ada deploy STARTED shop #1");
    }

    @Test
    void aRehearsalIsNeither() throws Exception {
        deploy(true, new Recipient("team-a", NoticeRule.ALWAYS, notice -> {
            notices.add(notice.event().label());
            return CompletableFuture.completedFuture(null);
        }));

        assertThat(notices).isEmpty();
        assertThat(new AuditLog(home).page(AuditFilter.ALL, null, 10).entries()).isEmpty();
    }

    @Test
    void aNoticeThatDoesNotArriveIsOneLineAndNoFailure() throws Exception {
        Outcome outcome = deploy(
                false,
                new Recipient(
                        "team-a",
                        NoticeRule.of(null, "succeeded"),
                        notice -> CompletableFuture.failedFuture(new NotDeliveredException("it answered 404"))));

        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("team-a was not told 'succeeded' of")
                .contains("it answered 404");
    }

    private Outcome deploy(boolean dryRun, Recipient recipient) throws Exception {
        PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
        Host host =
                new Host(new Terminal(out, out, Ansi.OFF), new ProcessCommandRunner(), Clock.systemUTC(), home, "ada");
        return RecordedRun.record(host, new RecordedRun.Place(home, "shop", project), run -> {
            DeployRequest request = DeployRequest.of(DeploymentStage.newId(run), "production", "shop/web:3")
                    .trigger(run.trigger())
                    .dryRun(dryRun)
                    .build();
            Deployment deployment = new DeploymentStage(run, (recorded, context) -> new Quick(), List.of(recipient))
                    .deploy(request, ApprovalAnswers.NONE, FreezeSource.NONE);
            return Outcome.of(deployment, dryRun);
        });
    }

    /** Deploys at once. */
    private static final class Quick implements DeploymentEngine {
        @Override
        public CompletionStage<RollbackPreview> preview(RollbackRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DeploymentRun deploy(DeployRequest request, DeploymentObserver observer) {
            Deployment asked = Deployment.asked(
                    request.id(),
                    request.environment(),
                    Samples.PRODUCTION,
                    request.image(),
                    "rolling",
                    Instant.now(),
                    request.trigger(),
                    null);
            Deployment done = asked.toBuilder()
                    .status(DeploymentStatus.SUCCEEDED)
                    .ended(Instant.now())
                    .build();
            observer.recordChanged(asked);
            observer.recordChanged(
                    asked.toBuilder().status(DeploymentStatus.DEPLOYING).build());
            observer.recordChanged(done);
            return new Done(done);
        }

        @Override
        public DeploymentRun rollback(RollbackRequest request, DeploymentObserver observer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DeploymentRun resume(String state, DeploymentObserver observer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private record Done(Deployment deployment) implements DeploymentRun {
        @Override
        public String id() {
            return deployment.id();
        }

        @Override
        public CompletionStage<Deployment> outcome() {
            return CompletableFuture.completedFuture(deployment);
        }

        @Override
        public String waitsFor() {
            return "nothing";
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
        public void abort(String reason) {}
    }
}
