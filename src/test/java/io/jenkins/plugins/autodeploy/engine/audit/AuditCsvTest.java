package io.jenkins.plugins.autodeploy.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that a spreadsheet can open without doing anything. */
class AuditCsvTest {
    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void hasARowForEachEntry() throws IOException {
        assertThat(csv(AuditSamples.succeeded(2, TIME)))
                .isEqualTo(
                        "\"seq\",\"time\",\"user\",\"cause\",\"action\",\"result\",\"environment\",\"kind\",\"cluster\","
                                + "\"namespace\",\"workload\",\"from\",\"to\",\"job\",\"run\",\"deployment\",\"reason\"\r\n"
                                + "\"0\",\"2026-11-01T00:00:00Z\",\"ada\",\"user\",\"deploy\",\"SUCCEEDED\",\"production\",\"kubernetes\","
                                + "\"https://k8s.example:6443\",\"shop\",\"web\",\"shop/web:1 (revision 1)\",\"shop/web:2 (revision 2)\","
                                + "\"team/shop\",\"2\",\"d2\",\"\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"})
    void startsNoFormula(String words) throws IOException {
        assertThat(csv(AuditSamples.approved(1, TIME, words))).contains("\"'" + words + "\"\r\n");
    }

    @Test
    void keepsQuotesAndCommasInTheirCell() throws IOException {
        assertThat(csv(AuditSamples.approved(1, TIME, "\"fine\", she said")))
                .endsWith(",\"\"\"fine\"\", she said\"\r\n");
    }

    private static String csv(AuditEntry entry) throws IOException {
        StringBuilder out = new StringBuilder();
        new AuditCsv(out).write(entry);
        return out.toString();
    }
}
