package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.parse.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The freezes that the manuals show are understood as they say. */
class FreezeDocumentTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void thoseOfATerminal() throws Exception {
        FreezeCalendar calendar = FreezeReader.parse(block("docs/cli.md", "freezes:"));

        assertThat(calendar.windows()).hasSize(2);
        assertThat(calendar.at("eu-west", Instant.parse("2026-12-24T12:00:00Z")))
                .isPresent();
    }

    @Test
    void thoseOfConfigurationAsCode() throws Exception {
        JsonNode shown =
                Documents.yaml(block("docs/deploying.md", "freezeWindows:")).get(0);
        List<FreezeWindow> windows = new ArrayList<>();
        for (JsonNode entry : shown.at("/unclassified/autoDeploy/freezeWindows")) {
            windows.add(new FreezeText(
                            List.of(entry.path("environments").asText().split(",")),
                            entry.path("cron").asText(null),
                            entry.path("duration").asText(null),
                            entry.path("from").asText(null),
                            entry.path("to").asText(null),
                            entry.path("zone").asText(null),
                            entry.path("reason").asText(null))
                    .toWindow());
        }

        // Monday after the clock was put forward, in Berlin 8:00.
        assertThat(new FreezeCalendar(windows).at("production", Instant.parse("2026-03-28T12:00:00Z")))
                .contains(new Freeze("Weekend", Instant.parse("2026-03-30T06:00:00Z")));
    }

    private static String block(String page, String with) throws Exception {
        return YAML.matcher(Files.readString(Path.of(page)))
                .results()
                .map(found -> found.group(1))
                .filter(text -> text.contains(with))
                .findFirst()
                .orElseThrow();
    }
}
