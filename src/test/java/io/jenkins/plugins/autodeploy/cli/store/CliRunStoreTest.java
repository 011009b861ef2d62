package io.jenkins.plugins.autodeploy.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.HistoryFilter;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScanSamples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliRunStoreTest {
    @TempDir
    private Path home;

    @Test
    void keepsRunsForThoseWhoComeLater() throws Exception {
        CliRun first = store().job("shop").begin("ada");
        first.events().log(Stage.BUILD, "Step 1/2");
        first.update(
                summary -> summary.withDeployment(Samples.deployment(1, "production", DeploymentStatus.SUCCEEDED)));
        first.end(DeploymentStatus.SUCCEEDED);
        CliRun second = store().job("shop").begin("ada");
        second.end(DeploymentStatus.FAILED);

        CliJob later = store().find("shop");
        assertThat(later.history().page(1, 10, HistoryFilter.ALL).runs())
                .extracting(RunSummary::number, RunSummary::status)
                .containsExactly(tuple(2, DeploymentStatus.FAILED), tuple(1, DeploymentStatus.SUCCEEDED));
        assertThat(later.events(1).orElseThrow().after(0, 10))
                .extracting(Event::message)
                .containsExactly("Step 1/2");
        assertThat(later.running()).isEmpty();
        assertThat(store().jobNames()).containsExactly("shop");
    }

    @Test
    void theHistoryIsMadeAnewFromTheRunsWhenItIsLost() throws Exception {
        store().job("shop").begin("ada").end(DeploymentStatus.SUCCEEDED);
        Files.delete(home.resolve("jobs/shop/history.jsonl"));

        assertThat(store().find("shop").history().find(1)).isPresent();
    }

    @Test
    void aRunOfAnotherProcessIsSeenLiveAndEndsWithItsProcess() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessRun.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("other.txt").toFile())
                .start();
        try {
            CliJob job = store().job("shop");
            await().until(() -> job.running().contains(1) && job.events(1).isPresent());
            EventSource events = job.events(1).orElseThrow();
            await().until(() -> events.after(0, 10).size() == 10);
            assertThat(events.isComplete()).isFalse();

            other.destroyForcibly().waitFor();
            await().until(events::isComplete);
            assertThat(job.running()).isEmpty();
            assertThat(job.history().find(1).orElseThrow().status()).isEqualTo(DeploymentStatus.ABORTED);
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRunKeepsTheDocumentsOfItsScans() throws Exception {
        CliRun run = store().job("shop").begin("ada");
        run.scanned(new CompletedScan(ScanSamples.three(), List.of(ScanDocument.of(ScanSamples.three()))));
        run.scanned(new CompletedScan(
                ScanSamples.clean(),
                List.of(
                        ScanDocument.of(ScanSamples.clean()),
                        new ScanDocument(ScanDocument.SBOM, "{}".getBytes(StandardCharsets.UTF_8)))));
        run.end(DeploymentStatus.SUCCEEDED);

        CliJob job = store().find("shop");
        assertThat(job.scans(1)).extracting(ScanReport::passed).containsExactly(false, true);
        assertThat(job.scans(1)).allMatch(brief -> brief.findings().isEmpty());
        assertThat(job.scans(2)).isEmpty();
        assertThat(job.scanDocuments(1, 2)).containsExactly("report.json", "sbom.cdx.json");
        try (InputStream report = job.scanReport(1, 1).orElseThrow()) {
            assertThat(new String(report.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("CVE-2021-44228");
        }
        assertThat(job.history().find(1).orElseThrow().scan().number()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../run.json", "run.json", "", "report.json/../../run.json"})
    void nothingButTheDocumentsOfAScanIsGivenAway(String name) throws Exception {
        store().job("shop").begin("ada").scanned(new CompletedScan(ScanSamples.clean(), List.of()));

        assertThat(store().find("shop").scanDocument(1, 1, name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "a b", "<script>"})
    void refusesNamesThatCouldLeaveTheStoreOrThePage(String name) {
        assertThatThrownBy(() -> store().job(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("job: '" + name + "' is not valid");
        assertThat(store().find(name)).isNull();
    }

    @Test
    void livesWhereTheDesktopKeepsData() {
        Path user = Path.of("/home/ada");
        assertThat(CliRunStore.defaultHome(Map.of(), user)).isEqualTo(Path.of("/home/ada/.local/share/autodeploy"));
        assertThat(CliRunStore.defaultHome(Map.of("XDG_DATA_HOME", "/data"), user))
                .isEqualTo(Path.of("/data/autodeploy"));
    }

    private CliRunStore store() {
        return new CliRunStore(home, InstantSource.system());
    }

    /** Reports, then goes on until it is killed. */
    static final class EndlessRun {
        public static void main(String[] arguments) throws Exception {
            CliRun run = new CliRunStore(Path.of(arguments[0]), InstantSource.system())
                    .job("shop")
                    .begin("ada");
            for (int i = 0; i < 20; i++) {
                run.events().log(Stage.BUILD, "Still building");
            }
            new CountDownLatch(1).await();
        }
    }
}
