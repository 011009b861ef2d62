package io.jenkins.plugins.autodeploy.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScanSamples;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.ScanRequest;
import io.jenkins.plugins.autodeploy.engine.scan.SecurityScan;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockedStatic;

/** What the step asks the engine for, and what it makes of the answer. */
class SecurityScanExecutionTest {
    private final SecurityScanStep step = new SecurityScanStep();
    private final StepContext context = mock(StepContext.class);
    private final Run<?, ?> run = mock(Run.class);
    private final BuildJournal journal = mock(BuildJournal.class);
    private final AtomicReference<ScanRequest> asked = new AtomicReference<>();
    private MockedStatic<Util> texts;

    @BeforeEach
    void open() {
        texts = UtilStandIn.open();
    }

    @AfterEach
    void close() {
        texts.close();
    }

    @Test
    void asksForWhatTheStepSays() throws Exception {
        step.setDir("web");
        step.setScanner("trivy, built-in");
        step.setChecks(List.of("secret, Misconfiguration"));
        step.setExclude(List.of("docs/**"));
        step.setFailOn("high");
        step.setIgnoreUnfixed(true);
        step.setMaxAge("12h");
        step.setThresholds(Map.of("low", "7"));
        step.setEnvironment("production");
        step.setOsvDatabase("osv");
        step.setNpmAudit(true);
        step.setServer("https://trivy.example");
        step.setSbom("sbom.json");
        step.setTimeoutMinutes(3);

        work(ScanSamples.clean());

        ScanRequest request = asked.get();
        assertThat(request.target().directory()).isEqualTo("web");
        assertThat(request.scanner()).isEqualTo("trivy, built-in");
        assertThat(request.checks()).containsExactlyInAnyOrder(FindingKind.SECRET, FindingKind.MISCONFIGURATION);
        assertThat(request.exclude()).containsExactly("docs/**");
        assertThat(request.policy().failOn()).isEqualTo("HIGH");
        assertThat(request.policy().ignoreUnfixed()).isTrue();
        assertThat(request.policy().newOnly()).isNull();
        assertThat(request.policy().thresholds()).containsExactly(Map.entry("LOW", 7));
        assertThat(request.policy().environment()).isEqualTo("production");
        assertThat(request.options().advisories()).isEqualTo("osv");
        assertThat(request.options().npmAudit()).isTrue();
        assertThat(request.options().server()).isEqualTo("https://trivy.example");
        assertThat(request.options().registry()).isNull();
        assertThat(request.sbom()).isEqualTo("sbom.json");
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void leavesThePolicyToItsFileUnlessTheStepSaysOtherwise() throws Exception {
        work(ScanSamples.clean());

        assertThat(asked.get().policy().failOn()).isNull();
        assertThat(asked.get().policy().ignoreUnfixed()).isNull();
        assertThat(asked.get().policy().thresholds()).isNull();
        assertThat(asked.get().checks()).containsExactlyInAnyOrder(FindingKind.values());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(step -> step.setChecks(List.of("viruses")), "checks: 'viruses' is not valid: expected any of"),
                mistake(step -> step.setFailOn("AWFUL"), "failOn: 'AWFUL' is not valid: expected one of UNKNOWN"),
                mistake(step -> step.setThresholds(Map.of("HIGH", "few")), "thresholds: 'HIGH=few' is not valid"),
                mistake(step -> step.setThresholds(Map.of("BAD", "1")), "thresholds: 'BAD' is not valid"),
                mistake(step -> step.setTimeoutMinutes(0), "timeoutMinutes: '0' is not valid"),
                mistake(step -> step.setTool("trivy"), "tool: 'trivy' is not valid: expected no tool here"));
    }

    private static Arguments mistake(Consumer<SecurityScanStep> change, String told) {
        return Arguments.of(change, told);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesAMistakeBeforeAnythingRuns(Consumer<SecurityScanStep> change, String told) {
        change.accept(step);

        assertThatThrownBy(() -> work(ScanSamples.clean()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(told);
        assertThat(asked.get()).isNull();
        verifyNoInteractions(journal);
    }

    @Test
    void returnsTheVerdictAndWhereItsPageIs() throws Exception {
        Map<String, Object> result = work(passing());

        assertThat(result)
                .containsEntry("passed", true)
                .containsEntry("newFindings", 1)
                .containsEntry("fixable", 1)
                .containsEntry("scanner", "trivy, built-in")
                .containsKeys("counts", "reasons", "remarks");
        assertThat((Map<?, ?>) result.get("report"))
                .extracting("url", "findings")
                .containsExactly("https://jenkins.example/job/shop/7/scan/", List.of());
    }

    private static ScanReport passing() {
        ScanReport three = ScanSamples.three();
        return new ScanReport(
                three.target(),
                three.environment(),
                three.scanner(),
                three.scannerVersion(),
                three.databaseTime(),
                true,
                three.scanners(),
                three.findings(),
                three.accepted(),
                three.counts(),
                three.fixable(),
                three.newFindings(),
                three.newAt(),
                three.baseline(),
                three.policy(),
                three.packages(),
                true,
                List.of(),
                three.remarks(),
                three.scannedAt());
    }

    @Test
    void failsForAGateThatDoesNotPassOnceTheReportIsKept() throws Exception {
        assertThatThrownBy(() -> work(ScanSamples.many(2000))).isInstanceOf(AbortException.class);
        verify(journal).scanned(any());
    }

    @Test
    void saysOfAGateThatFailedNoMoreThanALogCanShow() {
        assertThat(SecurityScanExecution.failure(ScanSamples.many(2000)))
                .startsWith("The security scan of registry.example/shop/web:1.4 failed:\n  CRITICAL CVE-")
                .endsWith("\n  and 30 more");
        assertThat(SecurityScanExecution.failure(ScanSamples.failed())).endsWith("name a server");
    }

    private Map<String, Object> work(ScanReport report) throws Exception {
        FilePath root = mock(FilePath.class);
        when(root.getRemote()).thenReturn("/workspace");
        when(context.get(FilePath.class)).thenReturn(root);
        when(context.get(Launcher.class)).thenReturn(mock(Launcher.class));
        when(context.get(EnvVars.class)).thenReturn(mock(EnvVars.class));
        when(context.get(Run.class)).thenReturn(run);
        when(run.getUrl()).thenReturn("job/shop/7/");
        SecurityScanAction action = mock(SecurityScanAction.class);
        when(action.getUrlName()).thenReturn("scan");
        Jenkins jenkins = mock(Jenkins.class);
        when(jenkins.getRootUrl()).thenReturn("https://jenkins.example/");
        AutoDeployRuntime runtime = mock(AutoDeployRuntime.class);
        when(runtime.clock()).thenReturn(Clock.systemUTC());
        try (var runtimes = mockStatic(AutoDeployRuntime.class);
                var masters = mockStatic(Jenkins.class);
                var scans = mockConstruction(SecurityScan.class, (scan, how) -> when(scan.scan(any(), any(), anyInt()))
                        .thenAnswer(call -> {
                            asked.set(call.getArgument(0));
                            when(journal.scanned(any())).thenReturn(action);
                            return new CompletedScan(report, List.of());
                        }))) {
            runtimes.when(AutoDeployRuntime::get).thenReturn(runtime);
            masters.when(Jenkins::get).thenReturn(jenkins);
            SecurityScanExecution execution = spy(new SecurityScanExecution(step, context));
            doReturn(context).when(execution).getContext();
            return execution.work(journal);
        }
    }
}
