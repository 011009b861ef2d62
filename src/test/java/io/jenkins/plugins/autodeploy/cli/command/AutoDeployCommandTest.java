package io.jenkins.plugins.autodeploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.HistoryFilter;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands in this process, as far as they need neither docker nor a cluster. */
class AutoDeployCommandTest {
    /** Runs as root and takes whatever is there today. */
    private static final String CARELESS = "FROM debian:latest\nCMD [\"sh\"]\n";

    @TempDir
    private Path directory;

    private Path project;
    private TestHost host;

    @BeforeEach
    void makeProject() throws Exception {
        project = Files.createDirectory(directory.resolve("My shop"));
        Files.writeString(project.resolve("index.html"), "<h1>Shop</h1>");
        host = new TestHost(directory.resolve("home"));
    }

    @Test
    void saysInWordsWhatAProjectIsAndWhy() {
        assertThat(host.run("detect", project)).isZero();

        assertThat(host.out()).startsWith("static in .: html").contains("because", "index.html");
        assertThat(host.err()).isEmpty();
    }

    @Test
    void printsTheRecordAndNothingElseWhenAskedForJson() throws Exception {
        assertThat(host.run("detect", "--json", project)).isZero();

        assertThat(Json.read(host.out(), DetectedProject.class).main().language())
                .isEqualTo("html");
    }

    @Test
    void printsProgressBesideTheJson() throws Exception {
        assertThat(host.run("scan", "--json", "--scanner", "built-in", project)).isZero();

        assertThat(Json.read(host.out(), ScanReport.class).passed()).isTrue();
        assertThat(host.err()).contains("scan     Scanning .", "scan     done in ");
    }

    @Test
    void failsWithThreeWhenTheGateDoes() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), CARELESS);

        assertThat(host.run("scan", "--json", "--scanner", "built-in", "--fail-on", "low", project))
                .isEqualTo(3);

        assertThat(Json.read(host.out(), ScanReport.class).reasons()).isNotEmpty();
        assertThat(host.err()).contains("autodeploy: . did not pass", "Dockerfile");
    }

    @Test
    void letsEverythingPassWhenNothingShallFailTheGate() throws Exception {
        Files.writeString(project.resolve("Dockerfile"), CARELESS);

        assertThat(host.run("scan", "--scanner", "built-in", "--fail-on", "none", project))
                .isZero();
    }

    @Test
    void keepsARunUnderTheNameOfTheDirectory() throws Exception {
        host.run("scan", "--scanner", "built-in", project);

        RunSummary run = onlyRun("My-shop");
        assertThat(run.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(run.scan().passed()).isTrue();
        assertThat(run.trigger().user()).isEqualTo("ada");
    }

    @Test
    void keepsARunInTheGivenPlace() throws Exception {
        Path elsewhere = directory.resolve("elsewhere");

        host.run("scan", "--scanner", "built-in", "--home", elsewhere, "--job", "till", project);

        assertThat(new CliRunStore(elsewhere, InstantSource.system()).jobNames())
                .containsExactly("till");
    }

    @Test
    void keepsARunThatWasRefusedWithTheReason() throws Exception {
        assertThat(host.run("build", "--builder", "magic", project)).isEqualTo(2);

        assertThat(host.err())
                .contains("builder: 'magic' is not valid: expected one of auto, docker, buildah, podman, kaniko, jib");
        assertThat(onlyRun("My-shop").status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(Files.readString(directory.resolve("home/jobs/My-shop/runs/1/events.jsonl")))
                .contains("magic");
    }

    @Test
    void showsNoStackForAUsersMistake() {
        assertThat(host.run("detect", directory.resolve("nowhere"))).isEqualTo(2);

        assertThat(host.out()).isEmpty();
        assertThat(host.err().lines()).hasSize(1);
        assertThat(host.err()).startsWith("autodeploy: dir: '");
    }

    @Test
    void takesNeitherTargetNorTwoForAnAnswer() {
        assertThat(host.run("deploy", "--image", "web:1", project)).isEqualTo(2);
        assertThat(host.run("deploy", "--image", "web:1", "--docker", "--kubeconfig", "k", project))
                .isEqualTo(2);

        assertThat(host.err()).contains("--kubeconfig", "mutually exclusive");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void wantsAUserAndAFileForAPassword() {
        assertThat(host.run("build", "--username", "robot", project)).isEqualTo(2);

        assertThat(host.err()).contains("--password-file");
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        assertThat(host.run("deploy", "--image", "web:1", "--kubeconfig", directory.resolve("none"), project))
                .isEqualTo(2);

        assertThat(host.err()).contains("--kubeconfig: '", "none' is not valid: expected a file that can be read");
    }

    @Test
    void writesFilesOnceUnlessTold() {
        assertThat(host.run("generate", "--kind", "dockerfile", project)).isZero();
        assertThat(project.resolve("Dockerfile")).exists();
        assertThat(project.resolve("kubernetes")).doesNotExist();
        assertThat(host.out()).contains("Wrote Dockerfile", "Wrote .dockerignore");
    }

    @Test
    void showsWhatWouldChangeAndWritesNothing() throws Exception {
        assertThat(host.run("generate", "--kind", "dockerfile", "--diff", project))
                .isEqualTo(7);
        assertThat(host.out()).contains("--- /dev/null", "+++ b/Dockerfile", "+FROM ");
        assertThat(project.resolve("Dockerfile")).doesNotExist();

        assertThat(host.run("generate", "--kind", "dockerfile", project)).isZero();
        assertThat(host.run("generate", "--kind", "dockerfile", "--diff", "--overwrite", project))
                .isZero();

        Path dockerfile = project.resolve("Dockerfile");
        Files.writeString(dockerfile, Files.readString(dockerfile).replace("EXPOSE", "# EXPOSE"));
        assertThat(host.run("generate", "--kind", "dockerfile", "--diff", "--overwrite", project))
                .isEqualTo(7);
        assertThat(host.out()).contains("--- a/Dockerfile", "-# EXPOSE");
        assertThat(host.run("generate", "--kind", "dockerfile", "--diff", project))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "detect --fast",
                "build --tag",
                "deploy --image a --docker --port x",
                "serve --port -1"
            })
    void endsWithTwoWhenUsedWrongly(String arguments) {
        Object[] split = arguments.isEmpty() ? new Object[0] : arguments.split(" ");

        assertThat(host.run(split)).isEqualTo(2);
        assertThat(host.err()).startsWith("autodeploy: ").doesNotContain("\tat ");
        assertThat(host.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"detect", "generate", "build", "scan", "deploy", "rollback", "run", "serve"})
    void explainsEveryCommandAndOffersJson(String command) {
        assertThat(host.run(command, "--help")).isZero();

        assertThat(host.out()).startsWith("Usage: autodeploy " + command).contains("--json");
    }

    private RunSummary onlyRun(String job) throws Exception {
        List<RunSummary> runs = new CliRunStore(directory.resolve("home"), InstantSource.system())
                .find(job)
                .history()
                .page(1, 10, HistoryFilter.ALL)
                .runs();
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }
}
