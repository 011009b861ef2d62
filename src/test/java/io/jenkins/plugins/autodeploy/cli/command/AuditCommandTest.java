package io.jenkins.plugins.autodeploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.audit.AuditSamples;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log in a terminal. */
class AuditCommandTest {
    private static final Instant TIME = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    private Path home;

    @Test
    void showsALineForEachEntry() throws Exception {
        fill();
        TestHost host = new TestHost(home);

        assertThat(host.run("audit")).isZero();
        assertThat(host.out().lines())
                .containsExactly(
                        "2026-11-02T08:01:00Z  grace  approve  web in production, shop/web:1 (revision 1) to shop/web:2 (revision 2)  (team/shop #2): Looks right",
                        "2026-11-02T08:00:00Z  ada  deploy succeeded  web in production, nothing known to shop/web:1 (revision 1)  (team/shop #1)");
    }

    @Test
    void printsThePageAsJson() throws Exception {
        fill();
        TestHost host = new TestHost(home);

        assertThat(host.run("audit", "--json", "--size", "1", "--environment", "production"))
                .isZero();
        JsonNode page = Json.readTree(host.out());
        assertThat(page.path("entries")).hasSize(1);

        TestHost next = new TestHost(home);
        assertThat(next.run("audit", "--json", "--before", page.path("next").asText()))
                .isZero();
        assertThat(Json.readTree(next.out()).at("/entries/0/actor/user").asText())
                .isEqualTo("ada");
    }

    @Test
    void saysWhatIsWrong() {
        TestHost host = new TestHost(home);

        assertThat(host.run("audit", "--action", "destroy")).isEqualTo(2);
        assertThat(host.err()).contains("action: 'destroy' is not valid");
    }

    @Test
    void saysThatThereIsNothing() {
        TestHost host = new TestHost(home);

        assertThat(host.run("audit", "--since", "2026-11-01")).isZero();
        assertThat(host.out()).contains("Nothing was done");
    }

    private void fill() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, TIME));
        log.append(AuditSamples.approved(2, TIME.plusSeconds(60), "Looks right"));
    }
}
