package io.jenkins.plugins.autodeploy.engine.scan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code docs/security-scan.md} shows are understood as it says. */
class SecurityScanDocumentTest {
    @TempDir
    Path project;

    @Test
    void thePolicyAndTheAcceptedRisksThatAreShownHold() throws Exception {
        DirectoryWorkspace workspace = new DirectoryWorkspace(project);
        workspace.write(PolicyRequest.DEFAULT_POLICY_FILE, shown("policy"));
        workspace.write(PolicyRequest.DEFAULT_ACCEPT_FILE, shown("accepted"));
        PolicyRequest request = new PolicyRequest(
                "production",
                PolicyRequest.DEFAULT_POLICY_FILE,
                null,
                null,
                null,
                null,
                null,
                null,
                PolicyRequest.DEFAULT_ACCEPT_FILE,
                List.of());

        Gate gate = PolicyReader.gate(request, new ScanTarget(null, "."), null, workspace, Instant.EPOCH);

        assertThat(gate.policy().failOn()).isEqualTo(Severity.MEDIUM);
        assertThat(gate.policy().ignoreUnfixed()).isTrue();
        assertThat(gate.policy().thresholds()).containsEntry("LOW", 50);
        assertThat(gate.accepted()).hasSize(1);
    }

    private static byte[] shown(String name) throws IOException {
        Matcher block = Pattern.compile("```yaml " + name + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/security-scan.md")));
        assertThat(block.find()).isTrue();
        return block.group(1).getBytes(StandardCharsets.UTF_8);
    }
}
