package io.jenkins.plugins.autodeploy.cli.serve;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.jenkins.plugins.autodeploy.cli.store.CliJob;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.TargetQueues;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.live.Answer;
import io.jenkins.plugins.autodeploy.engine.live.ApprovalsApi;
import io.jenkins.plugins.autodeploy.engine.live.DeploymentsApi;
import io.jenkins.plugins.autodeploy.engine.live.JobActions;
import io.jenkins.plugins.autodeploy.engine.live.QueueApi;
import io.jenkins.plugins.autodeploy.engine.live.RunningDeployments;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host that lets the page deploy and roll back, and without a WebSocket: what Jenkins is to the page, in little. */
final class ActingHost implements JobActions, AutoCloseable {
    private static final String CRUMB = "c0ffee";

    /** Who acts on the page. */
    volatile Approver person = new Approver("linus", Set.of("release"));

    /** Who works on targets and who waits for them. */
    volatile TargetQueues queues = TargetQueues.NONE;

    /** The numbers of the target's versions, the one that runs first. */
    volatile List<Long> versions = List.of(33L, 30L, 27L);

    final RunningDeployments running = new RunningDeployments();
    final List<String> orders = new CopyOnWriteArrayList<>();
    private final DeploymentsApi api = new DeploymentsApi(InstantSource.system());
    private final ApprovalsApi approvals = new ApprovalsApi(running);
    private final PageFiles files = new PageFiles();
    private final CliJob job;
    private final Javalin server;

    ActingHost(CliJob job) {
        this.job = job;
        this.server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.before(Guard::check);
                    config.routes.get("/", this::page);
                    config.routes.get("/static/<path>", this::file);
                    config.routes.get("/favicon.ico", request -> request.status(204));
                    config.routes.get("/api/parameters", request -> send(request, api.parameters(this)));
                    config.routes.get("/api/approvals", request -> send(request, approvals.list(job.name(), person)));
                    config.routes.get("/api/queue", this::queue);
                    config.routes.get(
                            "/api/<path>",
                            request -> send(request, api.get(job, request.pathParam("path"), query(request))));
                    config.routes.post("/api/<path>", this::act);
                })
                .start("127.0.0.1", 0);
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    private void page(Context request) {
        request.html(Page.of(job.name(), List.of(job.name()))
                .replace("data-can-deploy=\"false\"", "data-can-deploy=\"true\"")
                .replace(
                        "data-can-rollback=\"false\"",
                        "data-can-rollback=\"true\" data-approvals=\"true\" data-crumb-header=\"Jenkins-Crumb\""
                                + " data-crumb=\""
                                + CRUMB + "\""));
    }

    private void queue(Context request) {
        QueueApi api = new QueueApi(() -> queues);
        send(
                request,
                api.list(
                        job,
                        job.name(),
                        (name, number) -> Optional.of(
                                new QueueApi.RunLabel(name + " #" + number, "/job/%s/%d/".formatted(name, number)))));
    }

    private void file(Context request) throws Exception {
        PageFiles.PageFile file = files.find(request.pathParam("path"));
        request.contentType(file.type()).result(file.content());
    }

    private void act(Context request) throws InterruptedException {
        send(
                request,
                CRUMB.equals(request.header("Jenkins-Crumb"))
                        ? post(request.pathParam("path"), request.body())
                        : Answer.problem(403, "No valid crumb was included in the request.", ""));
    }

    private Answer post(String path, String body) throws InterruptedException {
        return path.equals("approve") ? approvals.decide(job.name(), person, body) : api.post(this, path, body);
    }

    private static void send(Context request, Answer answer) {
        request.status(answer.status()).contentType("application/json").result(answer.json());
    }

    private static Map<String, String> query(Context request) {
        Map<String, String> query = new HashMap<>();
        request.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        return query;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("VERSION", "text", "What to deploy", "1.19", List.of()),
                new Parameter("TARGET", "choice", "", "staging", List.of("production", "staging")),
                new Parameter("NOTIFY", "boolean", "Tell the channel", "true", List.of()));
    }

    @Override
    public Started deploy(Map<String, String> values) throws InvalidInputException {
        if (values.get("VERSION").isBlank()) {
            throw new InvalidInputException("VERSION", "", "a version");
        }
        orders.add("deploy %s to %s, notify %s"
                .formatted(values.get("VERSION"), values.get("TARGET"), values.get("NOTIFY")));
        return new Started("Run 35 waits in the queue.", null, null);
    }

    @Override
    public Started rollback(RollbackOrder order) {
        orders.add("roll %s back to %s: %s".formatted(order.environment(), order.to(), order.reason()));
        return new Started("Rolling back " + order.environment() + ".", null, null);
    }

    @Override
    public RollbackPreview preview(RollbackOrder order) {
        List<RollbackPreview.Version> possible =
                versions.stream().skip(1).map(ActingHost::version).toList();
        return new RollbackPreview(
                "web",
                version(versions.get(0)),
                possible.stream()
                        .filter(version -> order.to().equals(version.deploymentId()))
                        .findFirst()
                        .orElseThrow(),
                new RollbackPreview.Names(List.of(), List.of("FEATURE_CART"), List.of("LOG_LEVEL")),
                List.of(new RollbackPreview.ConfigChange(
                        "ConfigMap web-config",
                        RollbackPreview.ConfigChange.Kind.RESTORED,
                        new RollbackPreview.Names(List.of(), List.of(), List.of("limits")))),
                2,
                3,
                List.of(),
                possible);
    }

    private static RollbackPreview.Version version(long number) {
        return new RollbackPreview.Version(
                number,
                "d%d-production".formatted(number),
                "registry.example.com/shop/web:1." + number,
                null,
                null,
                true);
    }

    @Override
    public void close() {
        server.stop();
    }
}
