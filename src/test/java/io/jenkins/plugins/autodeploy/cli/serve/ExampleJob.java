package io.jenkins.plugins.autodeploy.cli.serve;

import io.jenkins.plugins.autodeploy.cli.store.CliJob;
import io.jenkins.plugins.autodeploy.cli.store.CliRun;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import io.jenkins.plugins.autodeploy.engine.record.TrafficShare;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A job with a past, as the page shows it. Its clock can be put to any time. */
final class ExampleJob {
    static final String CRASH =
            "Container web exited with code 1 three times: \"Error: Cannot find module './routes/cart'\"";
    private static final List<String> TITLES = List.of(
            "Show delivery dates in the cart",
            "Round prices half up",
            "Retry payment callbacks",
            "Use the new stock service",
            "Translate the checkout",
            "Speed up product search");

    private final Target staging = new Target(Target.KUBERNETES, "https://k8s.example:6443", "staging", "web");
    private final Target production = new Target(Target.KUBERNETES, "https://k8s.example:6443", "shop", "web");
    private final Target edge = new Target(Target.DOCKER, "unix:///var/run/docker.sock", "", "status-page");

    private Instant now = Instant.now();
    final CliRunStore store;
    final CliJob job;

    ExampleJob(Path home) throws InvalidInputException {
        this.store = new CliRunStore(home, (InstantSource) () -> now);
        this.job = store.job("shop");
    }

    /** Runs of the last weeks: most succeeded; one failed, the last to production was rolled back. */
    void past(int runs) throws IOException {
        Instant today = Instant.now();
        for (int i = 1; i <= runs; i++) {
            boolean last = i == runs;
            now = today.minus(Duration.ofMinutes(25)).minus(Duration.ofHours(9L * (runs - i)));
            boolean bad = last || i % 9 == 5;
            Target target = last || i % 3 == 0 ? production : i % 7 == 2 ? edge : staging;
            String environment = target == production ? "production" : target == edge ? "edge" : "staging";
            one(
                    environment,
                    target,
                    bad ? DeploymentStatus.ROLLED_BACK : DeploymentStatus.SUCCEEDED,
                    bad ? CRASH : null);
        }
        now = Instant.now();
    }

    private void one(String environment, Target target, DeploymentStatus status, String reason) throws IOException {
        CliRun run = begin();
        run.events().stage(Stage.BUILD, StageStatus.RUNNING, "Building the image");
        now = now.plusSeconds(40);
        run.events().stage(Stage.BUILD, StageStatus.SUCCEEDED, "Built the image");
        deploy(run, environment, target, status, reason);
        now = now.plusSeconds(70);
        run.end(status == DeploymentStatus.SUCCEEDED ? status : DeploymentStatus.FAILED);
    }

    CliRun begin() throws IOException {
        CliRun run = job.begin("ada");
        int number = run.number();
        run.update(summary -> summary.withTitle(TITLES.get(number % TITLES.size()))
                .withImage(Samples.image(number))
                .withCommit("%016x%024x".formatted(0x9e3779b97f4a7c15L * number, number)));
        run.scanned(new CompletedScan(Samples.scan(true), List.of(ScanDocument.of(Samples.scan(true)))));
        return run;
    }

    void deploy(CliRun run, String environment, Target target, DeploymentStatus status, String reason)
            throws IOException {
        int number = run.number();
        Deployment sample = Samples.deployment(number, environment, target, status, reason);
        Deployment deployment = Deployment.asked(
                        sample.id(),
                        environment,
                        target,
                        "registry.example/shop/" + target.workload() + ":1." + number,
                        "rolling",
                        now,
                        sample.trigger(),
                        run.summary().commit())
                .toBuilder()
                .previousImage(sample.previousImage())
                .status(status)
                .revision(sample.revision())
                .previousRevision(sample.previousRevision())
                .ended(status.isFinal() ? now.plusSeconds(60) : null)
                .steps(sample.steps())
                .health(sample.health())
                .url(target == edge ? null : "https://" + environment + ".shop.example/")
                .reason(reason)
                .rolledBack(sample.rolledBack())
                .rollbackReason(sample.rollbackReason())
                .previousDeploymentId(sample.previousDeploymentId())
                .approval(sample.approval())
                .build();
        run.update(summary -> summary.withDeployment(deployment));
    }

    /** A run in the middle of its rollout. */
    CliRun rollingOut() throws IOException {
        now = Instant.now().minusSeconds(96);
        CliRun run = begin();
        stage(run, Stage.DETECT, "Node 20, express 4.19", 2);
        run.events().stage(Stage.BUILD, StageStatus.RUNNING, "Building registry.example/shop/web:1." + run.number());
        for (String line : List.of(
                "[1/6] FROM node:20-alpine",
                "[2/6] WORKDIR /app",
                "[3/6] COPY package.json package-lock.json ./",
                "[4/6] RUN npm ci --omit=dev",
                "\u001b[32madded 214 packages\u001b[0m in 11s",
                "[5/6] COPY . .",
                "[6/6] USER node",
                "exporting layers, writing image sha256:5b1f3a…")) {
            run.events().log(Stage.BUILD, line);
        }
        now = now.plusSeconds(41);
        run.events().stage(Stage.BUILD, StageStatus.SUCCEEDED, "Built in 41 s, 48.3 MB");
        stage(run, Stage.SCAN, "2 high, 5 low: passes", 9);
        stage(run, Stage.PUSH, "Pushed sha256:5b1f3a7c90d2", 6);
        run.events().stage(Stage.DEPLOY, StageStatus.RUNNING, "Rolling out to production, namespace shop");
        deploy(run, "production", production, DeploymentStatus.DEPLOYING, null);
        run.events().fact(EventType.DEPLOYMENT, Stage.DEPLOY, "", Map.of("environment", "production"));
        run.events().log(Stage.DEPLOY, "Applied Deployment web (revision 18)");
        run.events().fact(EventType.POD, Stage.DEPLOY, "web-7c9-x2k9p is ready", pod("web-7c9-x2k9p", true));
        run.events().fact(EventType.POD, Stage.DEPLOY, "web-7c9-mm4tq is starting", pod("web-7c9-mm4tq", false));
        run.events().emit(EventType.ROLLOUT, Stage.DEPLOY, null, "1 of 2 new pods is ready", 50, Map.of());
        return run;
    }

    /** A canary of which the requests get a part. */
    CliRun trying(TrafficShare share) throws IOException {
        now = Instant.now();
        CliRun run = begin();
        run.events().stage(Stage.DEPLOY, StageStatus.RUNNING, "Rolling out to production, namespace shop");
        Deployment tried = Deployment.asked(
                        "canary",
                        "production",
                        production,
                        "web:2",
                        "canary",
                        now,
                        run.summary().trigger(),
                        null)
                .toBuilder()
                .status(DeploymentStatus.DEPLOYING)
                .traffic(share)
                .build();
        run.update(summary -> summary.withDeployment(tried));
        run.events()
                .fact(
                        EventType.ROLLOUT,
                        Stage.DEPLOY,
                        "25 % of the requests go to shop-canary (step 1 of 3 at 25 %, by replicas)",
                        Map.of("weight", 25));
        return run;
    }

    private void stage(CliRun run, Stage stage, String done, int seconds) {
        run.events().stage(stage, StageStatus.RUNNING, "");
        now = now.plusSeconds(seconds);
        run.events().stage(stage, StageStatus.SUCCEEDED, done);
    }

    private Map<String, Object> pod(String name, boolean ready) {
        return Json.toMap(new PodState(
                name,
                ready ? "Running" : "Pending",
                ready,
                0,
                "node-2",
                ready ? null : "Container web is being created",
                "registry.example/shop/web:1.18",
                now));
    }

    /** The rollout fails its verification and is taken back. */
    void takeBack(CliRun run) throws IOException {
        now = Instant.now();
        run.events().stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "2 of 2 new pods have started");
        run.events().stage(Stage.VERIFY, StageStatus.RUNNING, "Waiting for both pods to stay ready");
        run.events().log(Stage.VERIFY, "Error: Cannot find module './routes/cart'");
        run.events().stage(Stage.VERIFY, StageStatus.FAILED, CRASH);
        run.events().stage(Stage.ROLLBACK, StageStatus.RUNNING, "Going back to revision 15");
        deploy(run, "production", production, DeploymentStatus.ROLLED_BACK, CRASH);
        run.events().stage(Stage.ROLLBACK, StageStatus.SUCCEEDED, "web:1.15 runs again, 2 of 2 pods are ready");
        run.end(DeploymentStatus.FAILED);
    }
}
