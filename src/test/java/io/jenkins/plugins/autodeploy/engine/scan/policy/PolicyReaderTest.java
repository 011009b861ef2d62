package io.jenkins.plugins.autodeploy.engine.scan.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.PassedScan;
import io.jenkins.plugins.autodeploy.engine.record.ScanPolicy;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private static final String FILE = """
            failOn: HIGH
            ignoreUnfixed: true
            thresholds:
              MEDIUM: 20
            environments:
              production:
                failOn: medium
                maxAge: 36h
                thresholds: {low: 50}
              dev: {}
            """;

    @TempDir
    Path project;

    private DirectoryWorkspace workspace;

    @BeforeEach
    void openWorkspace() throws IOException {
        workspace = new DirectoryWorkspace(project);
    }

    @Test
    void failsOnCriticalFindingsAndDatabasesOfMoreThanAWeekWhereNobodySaysOtherwise() throws Exception {
        assertThat(policy(request(null, null, null)))
                .isEqualTo(new ScanPolicy(Severity.CRITICAL, false, false, Duration.ofDays(7), Map.of()));
    }

    @Test
    void takesFromTheFileWhatTheRequestLeavesOpen() throws Exception {
        write(FILE);

        assertThat(policy(request(null, null, null)))
                .isEqualTo(new ScanPolicy(Severity.HIGH, true, false, Duration.ofDays(7), Map.of("MEDIUM", 20)));
        assertThat(policy(request("dev", "none", null)))
                .isEqualTo(new ScanPolicy(null, true, false, Duration.ofDays(7), Map.of("MEDIUM", 20)));
    }

    @Test
    void takesTheEnvironmentsPartFirst() throws Exception {
        write(FILE);

        assertThat(policy(request("production", null, null)))
                .isEqualTo(new ScanPolicy(Severity.MEDIUM, true, false, Duration.ofHours(36), Map.of("LOW", 50)));
    }

    @Test
    void refusesAnEnvironmentThatTheFileDoesNotHave() throws Exception {
        write(FILE);

        assertThatThrownBy(() -> policy(request("prodution", null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("environment: 'prodution' is not valid: expected one of [production, dev]"
                        + " as .autodeploy/policy.yaml has");
    }

    /** Else the defaults would decide, which may be milder. */
    @Test
    void refusesAPolicyFileThatWasNamedAndIsNotThere() {
        PolicyRequest request = new PolicyRequest(
                null, "polcy.yaml", null, null, null, null, null, null, PolicyRequest.DEFAULT_ACCEPT_FILE, List.of());

        assertThatThrownBy(() -> policy(request))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("policyFile: 'polcy.yaml' is not valid: expected a file in the workspace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failOn: SEVERE | policyFile .autodeploy/policy.yaml: failOn: 'SEVERE' is not valid: expected one of UNKNOWN",
                "faelOn: HIGH | only failOn, ignoreUnfixed, newOnly, maxAge, thresholds, environments in the file, not [faelOn]",
                "ignoreUnfixed: maybe | true or false in ignoreUnfixed",
                "maxAge: a week | policyFile .autodeploy/policy.yaml: maxAge: 'a week' is not valid: expected an age such as 7d",
                "thresholds: {HIGH: many} | whole numbers in thresholds",
                "thresholds: {HIGH: -1} | thresholds: 'HIGH: -1' is not valid: expected 0 or more",
                "thresholds: {SEVERE: 1} | thresholds: 'SEVERE' is not valid",
                "environments: {dev: {failOm: LOW}} | in dev, not [failOm]",
                "failOn: [HIGH] | a single value in 'failOn'",
                "maxAge: {days: 1} | a single value in 'maxAge'",
                "thresholds: 5 | a mapping of severities to numbers in thresholds",
                "thresholds: [HIGH] | a mapping of severities to numbers in thresholds",
                "environments: [{production: {failOn: LOW}}] | a mapping of names to rules under 'environments'",
                "environments: {production: HIGH} | a mapping of failOn, ignoreUnfixed, newOnly, maxAge, thresholds in production",
                "- failOn | a YAML mapping",
            })
    void namesWhatIsWrongInTheFile(String yaml, String expected) throws Exception {
        write(yaml);

        assertThatThrownBy(() -> policy(request(null, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void takesEmptyPartsForNothing() throws Exception {
        write("failOn: HIGH\nthresholds:\nenvironments:\n  dev:\n");

        assertThat(policy(request("dev", null, null)))
                .isEqualTo(new ScanPolicy(Severity.HIGH, false, false, Duration.ofDays(7), Map.of()));
    }

    @Test
    void namesWhatIsWrongInTheRequest() {
        assertThatThrownBy(() -> policy(request(null, "SEVERE", null)))
                .hasMessageStartingWith("failOn: 'SEVERE' is not valid: expected one of UNKNOWN");
    }

    @Test
    void comparesWithTheLastScanThatPassed() throws Exception {
        Finding known = Finding.of(FindingKind.SECRET, "private-key", Severity.HIGH, "key")
                .withLocation("a:1");
        PassedScan last = new PassedScan(12, Instant.EPOCH, Baseline.count(List.of(known)));

        Gate gate = gate(request(null, null, null), last);

        assertThat(gate.baseline().name()).isEqualTo("the last scan that passed, of run 12");
        assertThat(gate.baseline().unknown(List.of(known))).isEmpty();
    }

    @Test
    void refusesABaselineThatIsNoReport() throws Exception {
        workspace.write("old.json", "{}".getBytes(UTF_8));

        for (String path : List.of("old.json", "none.json", "../outside.json")) {
            assertThatThrownBy(() -> gate(request(null, null, path), null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("baseline: '" + path + "' is not valid");
        }
    }

    private void write(String yaml) throws IOException {
        workspace.write(PolicyRequest.DEFAULT_POLICY_FILE, yaml.getBytes(UTF_8));
    }

    private ScanPolicy policy(PolicyRequest request) throws Exception {
        return gate(request, null).policy();
    }

    private Gate gate(PolicyRequest request, PassedScan last) throws Exception {
        return PolicyReader.gate(request, new ScanTarget(null, "."), last, workspace, Instant.EPOCH);
    }

    private static PolicyRequest request(String environment, String failOn, String baseline) {
        return new PolicyRequest(
                environment,
                PolicyRequest.DEFAULT_POLICY_FILE,
                failOn,
                null,
                null,
                null,
                null,
                baseline,
                PolicyRequest.DEFAULT_ACCEPT_FILE,
                List.of());
    }
}
