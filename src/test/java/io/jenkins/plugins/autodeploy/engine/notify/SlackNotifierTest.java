package io.jenkins.plugins.autodeploy.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Messages as Slack and Mattermost take them. */
class SlackNotifierTest {
    @Test
    void sayEverythingInTheTextAndInTheBlocks() throws Exception {
        JsonNode message = message(notice(Moment.WAITING, "shop/web@sha256:0123", "approval by ops"));

        String sentence = ":raised_hand: Deployment of shop/web@sha256:0123 to production waits for approval by ops";
        String about = "team/shop #3, web, started by ada \u00b7 <https://ci.example/job/shop/deployments/|Decide>";
        assertThat(message.path("text").asText()).isEqualTo(sentence + "\n" + about);
        assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo(sentence);
        assertThat(message.at("/blocks/0/type").asText()).isEqualTo("section");
        assertThat(message.at("/blocks/1/elements/0/text").asText()).isEqualTo(about);
    }

    @Test
    void callNobodyAndLinkNowhereInWordsOfOthers() throws Exception {
        String text = message(
                        notice(Moment.FAILED, "shop/web:3", "<!channel> @here <https://evil.example|sign in> & @all"))
                .path("text")
                .asText();

        assertThat(text)
                .contains("&lt;!channel&gt; @\u200bhere &lt;https://evil.example|sign in&gt; &amp; @\u200ball")
                .doesNotContain("<!channel>");
    }

    @Test
    void areBounded() throws Exception {
        String text = message(notice(Moment.FAILED, "shop/web:3", "<".repeat(50_000)))
                .at("/blocks/0/text/text")
                .asText();

        assertThat(text).hasSizeLessThan(3_000).endsWith("&lt;\u2026");
    }

    private static JsonNode message(Notice notice) throws Exception {
        return Json.readTree(Json.write(SlackNotifier.message(notice)));
    }

    private static Notice notice(Moment event, String image, String reason) {
        return new Notice(
                event,
                Instant.EPOCH,
                "3-abc",
                false,
                "team/shop",
                3,
                "ada",
                "user",
                "production",
                Samples.PRODUCTION,
                image,
                null,
                reason,
                "https://ci.example/job/shop/deployments/");
    }
}
