package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.parse.BoundedBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answers of a web hook mean. */
class WebhookExchangeTest {
    @Test
    void takesItsWord() {
        assertThat(answer(204, "")).isEqualTo(Measurement.good("the web hook has nothing against it"));
        assertThat(answer(200, "{\"passed\": false, \"reason\": \"no\\norders\"}"))
                .isEqualTo(Measurement.fault("the web hook says that it did not pass: no orders"));
        assertThat(answer(201, "{\"passed\": true}")).isEqualTo(Measurement.good("the web hook says that it passed"));
    }

    @Test
    void takesItsValueWithWhatBelongsToIt() {
        assertThat(answer(200, "{\"value\": 0.02, \"reason\": \"2 of 100\"}"))
                .isEqualTo(Measurement.of(0.02, "2 of 100"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void whatMayBeOverNextTimeIsNoData(int status) {
        assertThat(answer(status, "")).isEqualTo(Measurement.noData("the web hook answers HTTP " + status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302 | {} | the web hook answers HTTP 302",
                "404 | {} | the web hook answers HTTP 404",
                "200 | fine | the web hook's answer is no JSON",
                "200 | {\"passed\": \"yes\"} | the web hook answers without 'passed'",
                "200 | {\"value\": \"2\"} | the web hook answers without 'passed'",
                "200 | [] | the web hook answers without 'passed'"
            })
    void whatItShouldNotAnswerFails(int status, String body, String fault) {
        assertThat(answer(status, body).fault()).startsWith(fault);
    }

    @Test
    void anAnswerThatIsTooLongFails() {
        assertThat(WebhookExchange.answer(200, new BoundedBody.Text("{", false)).fault())
                .isEqualTo("the web hook's answer is larger than 64 KiB");
    }

    private static Measurement answer(int status, String body) {
        return WebhookExchange.answer(status, new BoundedBody.Text(body, true));
    }
}
