package io.jenkins.plugins.autodeploy.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.console.ConsoleLogFilter;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.StreamBuildListener;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.live.LiveRuns;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScanSamples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jenkins.model.ArtifactManager;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.MockedConstruction;
import org.mockito.MockedStatic;

/** What a build keeps, and what it hides in it. */
class BuildJournalTest {
    @TempDir
    private Path directory;

    private final Run<?, ?> run = mock(Run.class);
    private final ArtifactManager artifacts = mock(ArtifactManager.class);
    private final HistoryIndex history = mock(HistoryIndex.class);
    private final List<SecurityScanAction> kept = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private String stored;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void aBuildThatGoesOn() throws Exception {
        Job job = mock(Job.class);
        when(job.getFullName()).thenReturn("shop");
        when(job.getRootDir()).thenReturn(directory.toFile());
        when(run.getParent()).thenReturn(job);
        when(run.getRootDir()).thenReturn(directory.toFile());
        when(run.isBuilding()).thenReturn(true);
        when(run.getActions(SecurityScanAction.class)).thenAnswer(call -> List.copyOf(kept));
        when(run.pickArtifactManager()).thenReturn(artifacts);
        doAnswer(call -> {
                    FilePath from = call.getArgument(0);
                    stored = Files.readString(Path.of(from.getRemote(), "report.json"));
                    return null;
                })
                .when(artifacts)
                .archive(any(), any(), any(), any());
        doAnswer(call -> {
                    SecurityScanAction action = call.getArgument(0);
                    action.onAttached(run);
                    return kept.add(action);
                })
                .when(run)
                .addAction(any());
        AutoDeployRuntime runtime = mock(AutoDeployRuntime.class);
        LiveRuns live = mock(LiveRuns.class);
        EventLog events = EventLog.open(directory.resolve("events.jsonl"), InstantSource.system());
        open.add(events);
        when(live.open(any(), anyInt(), any())).thenReturn(events);
        when(runtime.live()).thenReturn(live);
        ConcurrentMap<Path, HistoryIndex> histories = new ConcurrentHashMap<>(Map.of(RunFiles.history(job), history));
        when(runtime.histories()).thenReturn(histories);
        MockedStatic<AutoDeployRuntime> runtimes = mockStatic(AutoDeployRuntime.class);
        runtimes.when(AutoDeployRuntime::get).thenReturn(runtime);
        open.add(runtimes);
        open.add(mockStatic(Util.class));
        open.add(mockConstruction(Launcher.LocalLauncher.class));
        open.add(mockConstruction(StreamBuildListener.class));
        MockedConstruction<FilePath> paths = mockConstruction(FilePath.class, (path, how) -> when(path.getRemote())
                .thenReturn(how.arguments().get(0).toString()));
        open.add(paths);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void keepsEachScanUnderANameOfItsOwn() throws Exception {
        BuildJournal journal = journal();

        assertThat(journal.scanned(scan(ScanSamples.three())).getUrlName()).isEqualTo("scan");
        assertThat(journal.scanned(scan(ScanSamples.clean())).getUrlName()).isEqualTo("scan-2");

        assertThat(kept).extracting(SecurityScanAction::getPassed).containsExactly(false, true);
        assertThat(kept)
                .allSatisfy(action -> assertThat(action.getDocumentNames()).isEqualTo("report.json"));
    }

    /** A storage that is down must neither fail a build that passes nor let one pass that does not. */
    @Test
    void keepsTheVerdictWhenTheArtifactsCannotBeStored() throws Exception {
        doThrow(new IOException("The bucket is gone")).when(artifacts).archive(any(), any(), any(), any());

        SecurityScanAction action = journal().scanned(scan(ScanSamples.three()));

        assertThat(action.getPassed()).isFalse();
        assertThat(action.getDocumentNames()).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("The findings could not be kept among the build's artifacts: The bucket is gone");
        verify(run).save();
    }

    @Test
    void hidesInWhatItKeepsWhatTheBuildLogHides() throws Exception {
        ConsoleLogFilter filter = mock(ConsoleLogFilter.class);
        SecurityScanAction action;
        try (MockedStatic<TaskListenerDecorator> decorators = mockStatic(TaskListenerDecorator.class)) {
            decorators
                    .when(() -> TaskListenerDecorator.fromConsoleLogFilter(filter))
                    .thenReturn(new Hiding("CVE-2021-44228"));
            action = journal(filter).scanned(scan(ScanSamples.three()));
        }

        assertThat(action.getJson()).contains("CRITICAL ****").doesNotContain("CVE-2021-44228");
        assertThat(stored).contains("CRITICAL ****", "A message that is logged").doesNotContain("CVE-2021-44228");
    }

    /** The reasons of a scan go to the Deployments page and to a file of the build, both outside the build log. */
    @Test
    void hidesInTheDataOfEventsWhatTheBuildLogHides() throws Exception {
        ConsoleLogFilter filter = mock(ConsoleLogFilter.class);
        try (MockedStatic<TaskListenerDecorator> decorators = mockStatic(TaskListenerDecorator.class)) {
            decorators
                    .when(() -> TaskListenerDecorator.fromConsoleLogFilter(filter))
                    .thenReturn(new Hiding("hunter2"));
            journal(filter)
                    .fact(
                            EventType.SCAN,
                            Stage.SCAN,
                            "in hunter2",
                            Map.of(
                                    "reasons", List.of("HIGH x in hunter2/Dockerfile"),
                                    "counts", Map.of("HIGH", 1),
                                    "target", "hunter2"));
        }

        assertThat(Files.readString(directory.resolve("events.jsonl")))
                .contains("HIGH x in ****/Dockerfile", "\"target\":\"****\"", "\"HIGH\":1")
                .doesNotContain("hunter2");
    }

    /** What a person writes is kept in the record and the audit log, and sent to others. */
    @Test
    void hidesInTheCommentsOfApprovalsWhatTheBuildLogHides() throws Exception {
        ConsoleLogFilter filter = mock(ConsoleLogFilter.class);
        DeploymentRun deployment = mock(DeploymentRun.class);
        Approver grace = new Approver("grace", Set.of());
        try (MockedStatic<TaskListenerDecorator> decorators = mockStatic(TaskListenerDecorator.class)) {
            decorators
                    .when(() -> TaskListenerDecorator.fromConsoleLogFilter(filter))
                    .thenReturn(new Hiding("hunter2"));
            DeploymentRun masked = journal(filter).masked(deployment);
            masked.decide(grace, true, "the password is hunter2");
            masked.decide(grace, false, null);
        }

        verify(deployment).decide(grace, true, "the password is ****");
        verify(deployment).decide(grace, false, null);
    }

    /** Does what {@code withCredentials} does to a log. */
    private static final class Hiding extends TaskListenerDecorator {
        private static final long serialVersionUID = 1L;
        private final String secret;

        Hiding(String secret) {
            this.secret = secret;
        }

        @Override
        public OutputStream decorate(OutputStream log) {
            return new FilterOutputStream(log) {
                @Override
                public void write(byte[] bytes) throws IOException {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    out.write(text.replace(secret, "****").getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }

    private BuildJournal journal() throws Exception {
        return journal(null);
    }

    private BuildJournal journal(ConsoleLogFilter filter) throws Exception {
        TaskListener listener = mock(TaskListener.class);
        when(listener.getLogger()).thenReturn(new PrintStream(log, true, StandardCharsets.UTF_8));
        StepContext context = mock(StepContext.class);
        when(context.get(Run.class)).thenReturn(run);
        when(context.get(TaskListener.class)).thenReturn(listener);
        when(context.get(ConsoleLogFilter.class)).thenReturn(filter);
        return BuildJournal.of(context);
    }

    private static CompletedScan scan(ScanReport report) {
        return new CompletedScan(report, List.of(ScanDocument.of(report)));
    }
}
