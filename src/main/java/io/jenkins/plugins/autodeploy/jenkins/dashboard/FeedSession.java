package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import hudson.model.Job;
import io.jenkins.plugins.autodeploy.engine.live.Feed;
import io.jenkins.plugins.autodeploy.engine.live.FeedChannel;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildRuns;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;
import jenkins.websocket.WebSocketSession;
import jenkins.websocket.WebSockets;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;

/** One viewer's WebSocket. What goes over it says {@link Feed}. Browsers send cookies along from any site, so the page's own origin is demanded. */
final class FeedSession extends WebSocketSession implements FeedChannel {
    private static final Logger LOGGER = Logger.getLogger(FeedSession.class.getName());
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Job<?, ?> job;
    private final Map<String, String> parameters;
    private Registration feed = Registration.NONE;
    private boolean closed;

    private FeedSession(Job<?, ?> job, Map<String, String> parameters) {
        this.job = job;
        this.parameters = parameters;
    }

    /** The caller has checked that the job may be read. */
    static HttpResponse upgrade(Job<?, ?> job, StaplerRequest2 request) {
        if (!WebSockets.isSupported()) {
            return HttpResponses.error(NOT_FOUND, "WebSocket is not supported here: ask runs/N/events instead");
        }
        if (!ownOrigin(request)) {
            return HttpResponses.error(FORBIDDEN, "The request comes from another site");
        }
        return WebSockets.upgrade(new FeedSession(job, Requests.parameters(request)));
    }

    private static boolean ownOrigin(StaplerRequest2 request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        // A proxy may show another address than the request has, and people may come by another one than is configured.
        String configured = JenkinsLocationConfiguration.get().getUrl();
        return origin.equals(Origins.of(Jenkins.get().getRootUrlFromRequest()))
                || configured != null && origin.equals(Origins.of(configured));
    }

    @Override
    protected void opened() {
        Registration opened = new Feed(AutoDeployRuntime.get().live()).open(new BuildRuns(job), parameters, this);
        synchronized (this) {
            if (!closed) {
                feed = opened;
                return;
            }
        }
        opened.close();
    }

    @Override
    protected void closed(int statusCode, String reason) {
        Registration ended;
        synchronized (this) {
            closed = true;
            ended = feed;
        }
        ended.close();
    }

    @Override
    protected void error(Throwable cause) {
        LOGGER.log(Level.FINE, "A viewer of " + job.getFullName() + " is gone", cause);
    }

    @Override
    public CompletionStage<?> send(String text) {
        try {
            Future<Void> sent = sendText(text);
            return sent instanceof CompletableFuture<Void> stage ? stage : finished(sent);
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static CompletionStage<Void> finished(Future<Void> sent) {
        try {
            sent.get();
            return CompletableFuture.completedStage(null);
        } catch (ExecutionException e) {
            return CompletableFuture.failedStage(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedStage(e);
        }
    }

    /** Jenkins' WebSockets cannot close with a code: the page takes every close for a reason to ask over HTTP, which tells the rest. */
    @Override
    public void close(int code, String reason) {
        try {
            close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A viewer of " + job.getFullName() + " was gone already", e);
        }
    }
}
