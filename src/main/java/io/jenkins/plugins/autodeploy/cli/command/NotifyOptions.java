package io.jenkins.plugins.autodeploy.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.notify.HttpDelivery;
import io.jenkins.plugins.autodeploy.engine.notify.NoticeRule;
import io.jenkins.plugins.autodeploy.engine.notify.Recipient;
import io.jenkins.plugins.autodeploy.engine.notify.SlackNotifier;
import io.jenkins.plugins.autodeploy.engine.notify.WebHookNotifier;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Who is told what becomes of a deployment. Addresses are secrets: they come from files or from the environment, never from the command line. */
final class NotifyOptions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @Option(
            names = "--web-hook-file",
            paramLabel = "FILE",
            description =
                    "A file with the URL that notices are posted to as JSON (default: the URL in $AUTODEPLOY_WEB_HOOK_URL, if any).")
    private Path webHook;

    @Option(
            names = "--web-hook-secret-file",
            paramLabel = "FILE",
            description =
                    "A file with the secret that they are signed with (default: the secret in $AUTODEPLOY_WEB_HOOK_SECRET, if any).")
    private Path secret;

    @Option(
            names = "--slack-file",
            paramLabel = "FILE",
            description =
                    "A file with the URL of an incoming web hook of Slack or Mattermost (default: the URL in $AUTODEPLOY_SLACK_URL, if any).")
    private Path slack;

    List<Recipient> recipients(Map<String, String> environment) throws InvalidInputException {
        SecretText webHookUrl = secret("--web-hook-file", webHook, environment.get("AUTODEPLOY_WEB_HOOK_URL"));
        SecretText slackUrl = secret("--slack-file", slack, environment.get("AUTODEPLOY_SLACK_URL"));
        SecretText key = secret("--web-hook-secret-file", secret, environment.get("AUTODEPLOY_WEB_HOOK_SECRET"));
        if (webHookUrl == null && slackUrl == null) {
            return List.of();
        }
        HttpDelivery delivery = new HttpDelivery(HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build());
        List<Recipient> recipients = new ArrayList<>();
        if (webHookUrl != null) {
            recipients.add(new Recipient(
                    "The web hook",
                    NoticeRule.ALWAYS,
                    new WebHookNotifier(delivery, HttpDelivery.address("--web-hook-file", webHookUrl), key)));
        }
        if (slackUrl != null) {
            recipients.add(new Recipient(
                    "Slack",
                    NoticeRule.ALWAYS,
                    new SlackNotifier(delivery, HttpDelivery.address("--slack-file", slackUrl))));
        }
        return recipients;
    }

    @CheckForNull
    private static SecretText secret(String option, @CheckForNull Path file, @CheckForNull String variable)
            throws InvalidInputException {
        String text = file == null ? variable : TextFile.read(option, file);
        if (text == null || text.isBlank()) {
            return null;
        }
        return new SecretText(text.strip());
    }
}
