package io.jenkins.plugins.autodeploy.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.news.NewsDesk;
import io.jenkins.plugins.autodeploy.engine.news.Origin;
import io.jenkins.plugins.autodeploy.engine.notify.NoticePost;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.config.NotificationChannel;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Where the facts of a build's deployments go: into the controller's audit log, and to people by the channels that administrators configured. */
public final class BuildNews {
    private static final Logger LOGGER = Logger.getLogger(BuildNews.class.getName());

    private BuildNews() {}

    /** A desk for one deployment that begins or is taken up again. Looks credentials up. */
    public static NewsDesk desk(Run<?, ?> run, BuildJournal journal, NewsSubject subject) {
        AutoDeployRuntime runtime = AutoDeployRuntime.get();
        NoticePost post = new NoticePost(recipients(journal, subject), trouble -> {
            // The build and its log may be over by now.
            LOGGER.log(Level.WARNING, "{0}: {1}", new Object[] {run, trouble});
            journal.log(Stage.DEPLOY, trouble);
        });
        Origin origin = origin(run, subject);
        DeploymentAction action = BuildRecords.deployment(run, subject.deployment());
        Deployment known = action == null ? null : action.getValue();
        return known == null
                ? NewsDesk.begin(origin, runtime.audit(), post, runtime.clock())
                : NewsDesk.resume(origin, runtime.audit(), post, runtime.clock(), known);
    }

    private static List<Recipient> recipients(BuildJournal journal, NewsSubject subject) {
        List<Recipient> recipients = new ArrayList<>();
        for (NotificationChannel channel :
                AutoDeployConfiguration.get().channels(subject.environment(), subject.channels())) {
            try {
                recipients.add(channel.recipient());
            } catch (InvalidInputException e) {
                untold(journal, channel, e.getMessage());
            } catch (RuntimeException e) {
                // Such as a store of credentials that does not answer; a deployment does not fail of that.
                LOGGER.log(Level.WARNING, e, () -> "The channel " + channel.getName() + " cannot be used");
                untold(journal, channel, e.getClass().getSimpleName());
            }
        }
        return recipients;
    }

    private static void untold(BuildJournal journal, NotificationChannel channel, String why) {
        journal.log(Stage.DEPLOY, "%s is not told of this deployment: %s".formatted(channel.getName(), why));
    }

    private static Origin origin(Run<?, ?> run, NewsSubject subject) {
        return new Origin(
                subject.rollback(),
                run.getParent().getFullName(),
                run.getNumber(),
                run.getUrl(),
                page(run),
                subject.allowOutdated());
    }

    /** Null where nobody has said what the controller's URL is. */
    @CheckForNull
    private static String page(Run<?, ?> run) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? null : root + run.getParent().getUrl() + "deployments/";
    }
}
