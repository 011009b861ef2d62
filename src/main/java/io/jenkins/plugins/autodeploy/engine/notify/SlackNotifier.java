package io.jenkins.plugins.autodeploy.engine.notify;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Posts notices to an incoming web hook of Slack, or of what takes the same messages, as Mattermost does: it shows {@code text} where Slack shows {@code blocks}, so that each says everything. */
public final class SlackNotifier implements Notifier {
    /** Slack takes 3,000 characters in a block's text. */
    private static final int LONGEST_TEXT = 2_000;

    /** {@code @channel} in somebody's words, which Mattermost would call; the {@code @} of a digest is none. */
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{Alnum}_])@(?=\\p{Alnum})");

    private final HttpDelivery delivery;
    private final URI address;

    public SlackNotifier(HttpDelivery delivery, URI address) {
        this.delivery = delivery;
        this.address = address;
    }

    @Override
    public CompletableFuture<Void> send(Notice notice) {
        return delivery.post(address, Json.write(message(notice)), Map.of());
    }

    static Map<String, Object> message(Notice notice) {
        String sentence = sign(notice.event()) + " " + harmless(notice.sentence());
        String about = harmless("%s #%d, %s, started by %s"
                .formatted(
                        notice.job(),
                        notice.run(),
                        notice.target().workload(),
                        notice.user() == null ? notice.cause() : notice.user()));
        if (notice.link() != null) {
            about += " \u00b7 <%s|%s>"
                    .formatted(
                            harmless(notice.link()).replace("|", "%7C"),
                            notice.event() == Moment.WAITING ? "Decide" : "Show");
        }
        return Map.of(
                "text",
                sentence + "\n" + about,
                "blocks",
                List.of(
                        Map.of("type", "section", "text", markdown(sentence)),
                        Map.of("type", "context", "elements", List.of(markdown(about)))));
    }

    private static Map<String, String> markdown(String text) {
        return Map.of("type", "mrkdwn", "text", text);
    }

    private static String sign(Moment moment) {
        return switch (moment) {
            case STARTED -> ":arrow_forward:";
            case WAITING -> ":raised_hand:";
            case SUCCEEDED -> ":white_check_mark:";
            case FAILED -> ":x:";
            case ROLLED_BACK -> ":leftwards_arrow_with_hook:";
            case ABORTED -> ":no_entry_sign:";
            case TEST -> ":wave:";
        };
    }

    /** Text in which nothing is a link, a command or somebody's name. */
    private static String harmless(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int character : text.codePoints().toArray()) {
            String shown = escaped(character);
            if (escaped.length() + shown.length() > LONGEST_TEXT) {
                escaped.append('\u2026');
                break;
            }
            escaped.append(shown);
        }
        return MENTION.matcher(escaped).replaceAll("@\u200b");
    }

    private static String escaped(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }
}
