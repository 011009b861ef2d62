package io.jenkins.plugins.autodeploy.engine.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecuritySeverityTest {
    @Test
    void neverMakesAnotherSeverityOfIt() {
        List<String> critical = List.of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");

        assertThat(SecuritySeverity.of(Severity.CRITICAL, critical)).isEqualTo("9.8");
        assertThat(SecuritySeverity.of(Severity.HIGH, critical)).isEqualTo("8.9");
        assertThat(SecuritySeverity.of(Severity.LOW, critical)).isEqualTo("3.9");
        assertThat(SecuritySeverity.of(Severity.MEDIUM, List.of())).isEqualTo("5.5");
        assertThat(SecuritySeverity.of(Severity.UNKNOWN, critical)).isNull();
    }
}
