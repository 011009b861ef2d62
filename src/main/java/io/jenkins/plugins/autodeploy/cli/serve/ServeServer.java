package io.jenkins.plugins.autodeploy.cli.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.websocket.WsConfig;
import io.jenkins.plugins.autodeploy.cli.store.CliJob;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.engine.live.Answer;
import io.jenkins.plugins.autodeploy.engine.live.AuditApi;
import io.jenkins.plugins.autodeploy.engine.live.DeploymentsApi;
import io.jenkins.plugins.autodeploy.engine.live.Feed;
import io.jenkins.plugins.autodeploy.engine.live.LiveRuns;
import io.jenkins.plugins.autodeploy.engine.live.QueueApi;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows the Deployments page of the terminal's runs in a browser on this machine: the page, API and feed that Jenkins has, read from the store that the other commands
 * write. It listens on the loopback interface and changes nothing; requests that name another host are refused, so that no web site
 * can read it through a name of its own that leads here.
 */
public final class ServeServer implements AutoCloseable {
    private static final int MOST_VIEWERS = 100;
    private static final long LOOK_EVERY_MILLIS = 250;

    private final CliRunStore store;
    private final DeploymentsApi api;
    private final Feed feed;
    private final LiveRuns live;
    private final ScanPages scans;
    private final AuditApi audit;
    private final PageFiles files = new PageFiles();
    private final Map<String, Registration> viewers = new ConcurrentHashMap<>();
    private final Map<String, CliJob> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2, ServeServer::daemon);
    private Javalin server;

    private ServeServer(CliRunStore store, InstantSource clock) {
        this.store = store;
        this.scans = new ScanPages(store);
        this.audit = new AuditApi(store.audit());
        this.api = new DeploymentsApi(clock);
        this.live = new LiveRuns(clock, executor, MOST_VIEWERS);
        this.feed = new Feed(live);
    }

    /**
     * Begins to serve; returns when the page can be asked for.
     *
     * @param port 0 for any free one
     * @throws RuntimeException if the port is taken
     */
    public static ServeServer start(CliRunStore store, int port) {
        ServeServer started = new ServeServer(store, InstantSource.system());
        started.server = Javalin.create(started::configure).start(loopback(), port);
        started.executor.scheduleWithFixedDelay(
                started::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return started;
    }

    /** Where the page is. */
    public String url() {
        return "http://" + loopback() + ":" + server.port() + "/";
    }

    @Override
    public void close() {
        server.stop();
        viewers.values().forEach(Registration::close);
        live.close();
        executor.shutdownNow();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.routes.before(Guard::check);
        config.routes.wsBeforeUpgrade(Guard::checkUpgrade);
        config.routes.get("/", this::first);
        config.routes.get("/jobs/{job}/", this::page);
        config.routes.get("/jobs/{job}/api/audit", this::audit);
        config.routes.get("/jobs/{job}/api/queue", this::queue);
        config.routes.get("/jobs/{job}/api/<path>", this::answer);
        config.routes.get("/jobs/{job}/runs/{run}/{scan}/", scans::page);
        config.routes.get("/jobs/{job}/runs/{run}/{scan}/{document}", scans::document);
        config.routes.ws("/jobs/{job}/feed", this::feed);
        config.routes.get("/static/<path>", this::file);
        config.routes.get("/favicon.ico", request -> request.status(HttpStatus.NO_CONTENT));
    }

    private void first(Context request) throws IOException {
        List<String> names = store.jobNames();
        if (names.isEmpty()) {
            request.html(Page.empty());
        } else {
            request.redirect("/jobs/" + latest(names) + "/", HttpStatus.FOUND);
        }
    }

    /** The job whose last run is the newest. */
    private String latest(List<String> names) throws IOException {
        String latest = names.get(0);
        long newest = Long.MIN_VALUE;
        for (String name : names) {
            long started = store.find(name).lastStarted();
            if (started > newest) {
                newest = started;
                latest = name;
            }
        }
        return latest;
    }

    private void page(Context request) throws IOException {
        CliJob job = store.find(request.pathParam("job"));
        if (job == null) {
            send(request, Answer.problem(404, "There is no such job.", "The page at / shows the jobs."));
        } else {
            request.html(Page.of(job.name(), store.jobNames()));
        }
    }

    private void answer(Context request) {
        CliJob job = store.find(request.pathParam("job"));
        send(
                request,
                job == null
                        ? Answer.problem(404, "There is no such job.", "")
                        : api.get(job, request.pathParam("path"), single(request.queryParamMap())));
    }

    private void audit(Context request) {
        CliJob job = store.find(request.pathParam("job"));
        send(
                request,
                job == null
                        ? Answer.problem(404, "There is no such job.", "")
                        : audit.list(job.name(), single(request.queryParamMap())));
    }

    /** Without those whose process died: they are let go by the next that deploys. */
    private void queue(Context request) throws IOException {
        CliJob job = store.find(request.pathParam("job"));
        if (job == null) {
            send(request, Answer.problem(404, "There is no such job.", ""));
            return;
        }
        QueueApi queues = new QueueApi(() -> store.queues().read().without(store::isOver));
        send(request, queues.list(job, job.fullName(), this::label));
    }

    private Optional<QueueApi.RunLabel> label(String fullName, int run) {
        return Optional.ofNullable(store.ofFullName(fullName))
                .map(job -> new QueueApi.RunLabel(job.name() + " #" + run, "/jobs/" + job.name() + "/"));
    }

    private static void send(Context request, Answer answer) {
        request.status(answer.status())
                .header("Cache-Control", answer.cacheControl())
                .contentType("application/json")
                .result(answer.json());
    }

    private void file(Context request) throws IOException {
        PageFiles.PageFile file = files.find(request.pathParam("path"));
        if (file == null) {
            request.status(404);
        } else {
            request.header("Cache-Control", "no-cache").contentType(file.type()).result(file.content());
        }
    }

    private void feed(WsConfig ws) {
        ws.onConnect(connection -> {
            connection.enableAutomaticPings();
            CliJob job = store.find(connection.pathParam("job"));
            SessionChannel channel = new SessionChannel(connection.session);
            if (job == null) {
                channel.close(1008, "There is no such job");
                return;
            }
            watched.put(job.name(), job);
            Registration viewer = feed.open(job, single(connection.queryParamMap()), channel);
            viewers.put(connection.sessionId(), viewer);
            if (!connection.session.isOpen()) {
                leave(connection.sessionId());
            }
        });
        ws.onClose(connection -> leave(connection.sessionId()));
        ws.onError(connection -> leave(connection.sessionId()));
    }

    private void leave(String session) {
        Registration viewer = viewers.remove(session);
        if (viewer != null) {
            viewer.close();
        }
    }

    private void look() {
        if (!viewers.isEmpty()) {
            watched.values().forEach(CliJob::look);
        }
    }

    private static Map<String, String> single(Map<String, List<String>> parameters) {
        Map<String, String> single = new HashMap<>();
        parameters.forEach((name, values) -> single.put(name, values.get(0)));
        return single;
    }

    private static String loopback() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "autodeploy-serve");
        thread.setDaemon(true);
        return thread;
    }
}
