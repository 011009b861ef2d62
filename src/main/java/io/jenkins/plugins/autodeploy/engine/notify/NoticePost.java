package io.jenkins.plugins.autodeploy.engine.notify;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends the notices of one deployment to all who want them. Never fails and never waits: what does not arrive is one sentence. Safe for use by several threads. */
public final class NoticePost {
    private static final Logger LOGGER = Logger.getLogger(NoticePost.class.getName());

    private final List<Recipient> recipients;
    private final Consumer<String> trouble;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    /** @param trouble told in one sentence of each notice that did not arrive, on any thread */
    public NoticePost(List<Recipient> recipients, Consumer<String> trouble) {
        this.recipients = List.copyOf(recipients);
        this.trouble = trouble;
    }

    public void send(Notice notice) {
        for (Recipient recipient : recipients) {
            if (recipient.rule().isAt(notice.event())) {
                CompletableFuture<?> told = send(recipient, notice);
                underWay.add(told);
                told.whenComplete((done, failure) -> underWay.remove(told));
            }
        }
    }

    private CompletableFuture<?> send(Recipient recipient, Notice notice) {
        CompletableFuture<Void> sent;
        try {
            sent = recipient.notifier().send(notice);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        return sent.handle((done, failure) -> {
            if (failure != null) {
                trouble.accept("%s was not told '%s' of %s: %s"
                        .formatted(recipient.name(), notice.event().label(), notice.deployment(), described(failure)));
            }
            return null;
        });
    }

    /** Waits for the notices that are under way, for a host whose process ends then. */
    public void await(Duration most) throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
        try {
            all.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            trouble.accept("%d notices did not arrive in time".formatted(underWay.size()));
        } catch (ExecutionException e) {
            LOGGER.log(Level.WARNING, "Telling that a notice did not arrive failed", e);
        }
    }

    /** Only what is thrown to be read by people is shown: other messages may hold addresses. */
    private static String described(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NotDeliveredException) {
            return cause.getMessage();
        }
        LOGGER.log(Level.FINE, "A notice could not be sent", cause);
        return "it could not be sent (%s)".formatted(cause.getClass().getSimpleName());
    }
}
