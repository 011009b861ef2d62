package io.jenkins.plugins.autodeploy.engine.image.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import org.junit.jupiter.api.Test;

class PushOutputTest {
    private final RecordedEvents events = new RecordedEvents();
    private final PushOutput output = new PushOutput(events);

    @Test
    void keepsTheErrorThoughOrdinaryOutputComesAfterIt() {
        output.error("dial tcp 127.0.0.1:5000: connect: connection refused");
        output.line("The push refers to repository [127.0.0.1:5000/app]");

        assertThat(output.failure()).isEqualTo("dial tcp 127.0.0.1:5000: connect: connection refused");
        assertThat(events.messages()).hasSize(2);
    }

    @Test
    void readsTheDigest() {
        String digest = "sha256:" + "a".repeat(64);

        output.line("1.0: digest: " + digest + " size: 527");

        assertThat(output.digest()).isEqualTo(digest);
    }
}
