package io.jenkins.plugins.autodeploy.engine.news;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.notify.NoticePost;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns the records of one deployment into audit entries and notices, each once. What was told is in the audit log itself, so that it is known after a restart; an entry is kept before its notice is sent, so that a crash
 * between them costs the notice, and nobody is told twice. Never fails the deployment. Safe for use by several threads.
 */
public final class NewsDesk {
    private static final Logger LOGGER = Logger.getLogger(NewsDesk.class.getName());

    private final Origin origin;
    private final AuditLog log;
    private final NoticePost post;
    private final InstantSource clock;
    private final Set<String> told = new HashSet<>();

    @CheckForNull
    private volatile String abortedBy;

    @CheckForNull
    private DeploymentStatus lastStatus;

    @CheckForNull
    private Approval lastApproval;

    private NewsDesk(Origin origin, AuditLog log, NoticePost post, InstantSource clock) {
        this.origin = origin;
        this.log = log;
        this.post = post;
        this.clock = clock;
    }

    /** For a deployment that begins. */
    public static NewsDesk begin(Origin origin, AuditLog log, NoticePost post, InstantSource clock) {
        return new NewsDesk(origin, log, post, clock);
    }

    /** For a deployment that is taken up again: what was told of it is not told a second time. */
    public static NewsDesk resume(Origin origin, AuditLog log, NoticePost post, InstantSource clock, Deployment known) {
        NewsDesk desk = new NewsDesk(origin, log, post, clock);
        try {
            desk.told.addAll(log.keysOf(known.id(), known.started()));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "What was told of " + known.id() + " cannot be read");
        }
        return desk;
    }

    /** @param user whose wish it is that the deployment ends; null when not known */
    public void abortedBy(@CheckForNull String user) {
        abortedBy = user;
    }

    /** Tells what is new in a record; most changes of a record, those of its pods for example, are nothing new. */
    public synchronized void tell(Deployment record) {
        if (record.status() == lastStatus && Objects.equals(record.approval(), lastApproval)) {
            return;
        }
        lastStatus = record.status();
        lastApproval = record.approval();
        for (News news : DeploymentNews.of(origin, record, abortedBy, clock.instant())) {
            if (told.add(news.entry().key())) {
                keep(news.entry());
                if (news.notice() != null) {
                    post.send(news.notice());
                }
            }
        }
    }

    private void keep(AuditEntry entry) {
        try {
            log.append(entry);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.SEVERE, e, () -> "This could not be kept in the audit log: " + entry);
        }
    }
}
