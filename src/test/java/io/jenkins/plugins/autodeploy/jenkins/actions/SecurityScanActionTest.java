package io.jenkins.plugins.autodeploy.jenkins.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.thoughtworks.xstream.XStream;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.StreamBuildListener;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScanSamples;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.VirtualFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.StaplerResponse2;

/** What an action of a build keeps of a scan, and where the rest is. */
class SecurityScanActionTest {
    private final Run<?, ?> run = mock(Run.class);
    private final StaplerResponse2 response = mock(StaplerResponse2.class);
    private final StringWriter body = new StringWriter();

    @BeforeEach
    void answer() throws IOException {
        lenient().when(response.getWriter()).thenReturn(new PrintWriter(body));
    }

    @Test
    void keepsNoFindingInItself() {
        SecurityScanAction action = action(ScanSamples.many(2000), 1);

        assertThat(action.getJson()).doesNotContain("CVE-2025-10999").hasSizeLessThan(20_000);
        assertThat(action.getCounts()).isEqualTo(ScanSamples.many(2000).counts());
        assertThat(action.getFixable()).isEqualTo(ScanSamples.many(2000).fixable());
    }

    @Test
    void hasAPageForEachScanOfItsBuild() {
        assertThat(action(ScanSamples.clean(), 1).getUrlName()).isEqualTo("scan");
        assertThat(action(ScanSamples.clean(), 2).getUrlName()).isEqualTo("scan-2");
        assertThat(action(ScanSamples.clean(), 2).getDocumentsUrl()).isEqualTo("../artifact/autodeploy/scan-2/");
    }

    @Test
    void givesItsFindingsFromTheArtifactsToWhoeverMayReadTheJob() throws IOException {
        SecurityScanAction action = action(ScanSamples.three(), 1);
        artifact("autodeploy/scan", Json.write(ScanSamples.three()));

        action.doFindings(response);

        verify(run).checkPermission(Item.READ);
        verify(response).setStatus(200);
        verify(response).setHeader("Cache-Control", "private, max-age=31536000, immutable");
        assertThat(Json.read(body.toString(), ScanReport.class).findings()).hasSize(3);
    }

    @Test
    void givesNothingToWhoeverMayNotReadTheJob() throws IOException {
        SecurityScanAction action = action(ScanSamples.three(), 1);
        doThrow(new IllegalStateException("denied")).when(run).checkPermission(Item.READ);

        assertThatThrownBy(() -> action.doFindings(response)).hasMessage("denied");
        assertThat(body.toString()).isEmpty();
    }

    @Test
    void whatMayStillChangeIsNotStoredByTheBrowser() throws IOException {
        SecurityScanAction action = action(ScanSamples.three(), 1);
        when(run.isBuilding()).thenReturn(true);
        artifact("autodeploy/scan", "{}");

        action.doFindings(response);

        verify(response).setHeader("Cache-Control", "no-store");
    }

    @Test
    void saysThatTheFindingsAreGoneWithTheArtifacts() throws IOException {
        SecurityScanAction action = action(ScanSamples.three(), 1);
        artifact("autodeploy/elsewhere", "{}");

        action.doFindings(response);

        verify(response).setStatus(404);
        assertThat(body.toString()).contains("The findings are gone with the build's artifacts");
        assertThat(action.getPassed()).isFalse();
    }

    @Test
    void storesDocumentsWhereTheBuildStoresItsArtifacts() throws Exception {
        SecurityScanAction action = action(ScanSamples.clean(), 2);
        Map<String, String> stored = storage();

        try (var launchers = mockConstruction(Launcher.LocalLauncher.class);
                var listeners = mockConstruction(StreamBuildListener.class);
                var directories = mockConstruction(FilePath.class, (path, context) -> when(path.getRemote())
                        .thenReturn(context.arguments().get(0).toString()))) {
            action.archive(
                    List.of(document("report.json", "{}"), document("report.sarif", "[]")), mock(TaskListener.class));

            assertThat(directories.constructed()).hasSize(1);
            verify(directories.constructed().get(0)).deleteRecursive();
        }

        assertThat(stored)
                .containsOnly(
                        Map.entry("autodeploy/scan-2/report.json", "{}"),
                        Map.entry("autodeploy/scan-2/report.sarif", "[]"));
        assertThat(action.getDocumentNames()).isEqualTo("report.json report.sarif");
    }

    private static ScanDocument document(String name, String content) {
        return new ScanDocument(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes files as an artifact storage does: while they are there. */
    private Map<String, String> storage() throws Exception {
        Map<String, String> stored = new HashMap<>();
        ArtifactManager manager = mock(ArtifactManager.class);
        when(run.pickArtifactManager()).thenReturn(manager);
        doAnswer(call -> {
                    FilePath directory = call.getArgument(0);
                    Map<String, String> artifacts = call.getArgument(3);
                    for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
                        Path file = Path.of(directory.getRemote(), artifact.getValue());
                        stored.put(artifact.getKey(), Files.readString(file));
                        Files.delete(file);
                    }
                    Files.delete(Path.of(directory.getRemote()));
                    return null;
                })
                .when(manager)
                .archive(any(), any(), any(), any());
        return stored;
    }

    @Test
    void readsWhatTheFirstVersionKept() throws Exception {
        SecurityScanAction action = stored("scan-action-1.0.xml");

        assertThat(action.getPassed()).isFalse();
        assertThat(action.getUrlName()).isEqualTo("scan");
        assertThat(action.getDocumentNames()).isEmpty();
        assertThat(action.getSummary().getCounts()).isEqualTo("1 critical, 1 medium");
        assertThat(action.getBriefJson()).doesNotContain("\"id\":\"CVE-2021-44228\"");
        action.doFindings(response);
        assertThat(Json.read(body.toString(), ScanReport.class).findings())
                .extracting(finding -> finding.id())
                .containsExactly("CVE-2021-44228", "AD-DF-001");
    }

    private SecurityScanAction stored(String name) throws IOException {
        XStream xstream = new XStream();
        xstream.allowTypes(new Class<?>[] {SecurityScanAction.class});
        xstream.ignoreUnknownElements();
        SecurityScanAction action =
                (SecurityScanAction) xstream.fromXML(Files.readString(Path.of("src/test/resources/jenkins", name)));
        action.onLoad(run);
        return action;
    }

    @Test
    void summarisesInAFewLines() {
        ScanSummary summary = new ScanSummary(ScanSamples.many(300));

        assertThat(summary.getCounts()).startsWith("39 critical, 39 high");
        assertThat(summary.getProgress()).isEqualTo("39 new, 189 with a fix");
        assertThat(summary.getDatabaseAge()).isEqualTo("14 hours old");
        assertThat(summary.getFirstReasons()).hasSize(10);
        assertThat(summary.getMoreReasons())
                .hasSize(ScanSamples.many(300).reasons().size() - 10);
    }

    @Test
    void doesNotSummariseAScannerThatFailedAsNoFindings() {
        ScanSummary summary = new ScanSummary(ScanSamples.failed());

        assertThat(summary.isPassed()).isFalse();
        assertThat(summary.getCounts()).isNull();
        assertThat(summary.getFirstReasons()).hasSize(1);
    }

    private SecurityScanAction action(ScanReport report, int number) {
        SecurityScanAction action = new SecurityScanAction(report, number);
        action.onAttached(run);
        return action;
    }

    private void artifact(String directory, String content) throws IOException {
        ArtifactManager manager = mock(ArtifactManager.class);
        VirtualFile root = mock(VirtualFile.class);
        VirtualFile here = mock(VirtualFile.class);
        VirtualFile nowhere = mock(VirtualFile.class);
        VirtualFile file = mock(VirtualFile.class);
        InputStream stream = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        lenient().when(run.getArtifactManager()).thenReturn(manager);
        lenient().when(manager.root()).thenReturn(root);
        lenient().when(root.child(any())).thenReturn(nowhere);
        lenient().when(root.child(directory)).thenReturn(here);
        lenient().when(nowhere.child(any())).thenReturn(nowhere);
        lenient().when(here.child(any())).thenReturn(nowhere);
        lenient().when(here.child("report.json")).thenReturn(file);
        lenient().when(file.isFile()).thenReturn(true);
        lenient().when(file.open()).thenReturn(stream);
    }
}
