package io.jenkins.plugins.autodeploy.engine.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records as a real job leaves them. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    public static final Target PRODUCTION = new Target(Target.KUBERNETES, "https://k8s.example:6443", "shop", "web");

    private Samples() {}

    public static Instant startOf(int number) {
        return START.plus(Duration.ofMinutes(10L * number));
    }

    public static Trigger by(String user, int number) {
        return new Trigger("user", user, number, null, "shop");
    }

    public static RunSummary running(int number) {
        return RunSummary.begin(number, "../" + number + "/", startOf(number), by("ada", number))
                .withTitle("Change number " + number)
                .withCommit("%040x".formatted(number));
    }

    /** Asked for two people of a group, of whom one has approved. */
    private static Approval approval(int number) {
        ApprovalDecision decision =
                new ApprovalDecision("grace", startOf(number).plusSeconds(80), true, "Looks right");
        return new Approval(List.of("ops", "release"), 2, true, startOf(number).plusSeconds(7200), List.of(decision));
    }

    private static FreezeOverride override(int number) {
        return new FreezeOverride(
                "Christmas", "ada", "hotfix 123", startOf(number).plusSeconds(85));
    }

    public static Deployment deployment(int number, String environment, DeploymentStatus status) {
        return deployment(number, environment, PRODUCTION, status, null);
    }

    /** @param reason why it failed; null when it did not */
    public static Deployment deployment(
            int number, String environment, Target target, DeploymentStatus status, String reason) {
        boolean rolledBack = status == DeploymentStatus.ROLLED_BACK;
        return new Deployment(
                "d" + number + "-" + environment,
                environment,
                target,
                "registry.example/shop/web:1." + number,
                number == 1 ? null : "registry.example/shop/web:1." + (number - 1),
                "rolling",
                status,
                (long) number,
                number == 1 ? null : number - 1L,
                startOf(number).plusSeconds(90),
                status.isFinal() ? startOf(number).plusSeconds(150) : null,
                by("ada", number),
                "%040x".formatted(number),
                List.of("Applied Deployment web", "Waited for 2 of 2 pods"),
                List.of(new PodState(
                        "web-" + number + "-x7k2p",
                        rolledBack ? "Failed" : "Running",
                        !rolledBack,
                        rolledBack ? 4 : 0,
                        "node-1",
                        reason,
                        "registry.example/shop/web:1." + number,
                        startOf(number).plusSeconds(95))),
                new HealthResult("GET /healthz", !rolledBack, rolledBack ? "500" : "200"),
                "https://shop.example",
                reason,
                rolledBack,
                reason,
                number == 1 ? null : "d" + (number - 1) + "-" + environment,
                List.of(),
                number == 2 ? approval(number) : null,
                number == 3 ? override(number) : null,
                null);
    }

    /** One that passed, and one that has no data. */
    public static List<AnalysisSample> analysis() {
        Instant time = startOf(1);
        return List.of(
                new AnalysisSample(time, "error-rate", 0.02, "2 %", "> 5 %", true, "2 %, fails if > 5 %"),
                new AnalysisSample(time, "p95", null, null, "> 2000 ms", false, "no data: the query finds nothing"),
                new AnalysisSample(time, "error-rate", 0.2, "20 %", "> 5 %", false, "20 % is > 5 %"));
    }

    public static RunSummary deployed(int number, String environment) {
        return running(number)
                .withImage(image(number))
                .withDeployment(deployment(number, environment, DeploymentStatus.SUCCEEDED))
                .end(startOf(number).plusSeconds(160), DeploymentStatus.SUCCEEDED);
    }

    public static RunSummary rolledBack(int number, String environment, String reason) {
        return running(number)
                .withImage(image(number))
                .withDeployment(deployment(number, environment, PRODUCTION, DeploymentStatus.ROLLED_BACK, reason))
                .end(startOf(number).plusSeconds(160), DeploymentStatus.FAILED);
    }

    public static BuiltImage image(int number) {
        return new BuiltImage(
                "registry.example/shop/web@sha256:" + "%064x".formatted(number * 7919L),
                List.of("1." + number),
                "sha256:" + "%064x".formatted(number * 7919L),
                48_300_000L,
                "docker",
                "node:20-alpine",
                null,
                List.of(),
                List.of(),
                true,
                "%040x".formatted(number),
                Duration.ofSeconds(41),
                List.of(),
                List.of(),
                null);
    }

    public static ScanReport scan(boolean passed) {
        return scan(passed, List.of(), List.of());
    }

    public static ScanReport scan(boolean passed, List<Finding> findings, List<AcceptedFinding> accepted) {
        return new ScanReport(
                "registry.example/shop/web:1",
                null,
                "trivy",
                "0.50",
                START,
                true,
                List.of(),
                findings,
                accepted,
                Map.of("HIGH", 2, "LOW", 5),
                0,
                null,
                List.of(),
                null,
                null,
                null,
                passed,
                passed ? List.of() : List.of("2 findings of severity HIGH"),
                List.of(),
                START);
    }
}
