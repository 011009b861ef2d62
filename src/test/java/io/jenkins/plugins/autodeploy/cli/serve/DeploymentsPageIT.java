package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.cli.store.CliRun;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import io.jenkins.plugins.autodeploy.engine.record.TrafficShare;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** What the page shows in a real browser. */
@RequiresParts(Part.BROWSER)
class DeploymentsPageIT extends DeploymentsPageScene {
    @Test
    void saysWhatComesWhereThereIsNothingYet() {
        browser.get(server.url());
        assertThat(window.text("main")).contains("Nothing has been run yet");
    }

    @Test
    void aRunAppearsWithoutReloadAndProgressesUntilItEnds() throws IOException {
        example.past(3);
        open();
        window.awaitText(".ad-page", "Nothing is being deployed");
        awaitConnection("live");

        CliRun run = example.rollingOut();
        window.awaitText(".ad-run", "1 of 2 new pods is ready");
        window.awaitText(".ad-stage[aria-current=step]", "Deploy");
        window.awaitText(".ad-environment", "Run #4 with web:1.4 is under way");
        assertThat(window.text(".ad-run")).contains("web-7c9-mm4tq").contains("added 214 packages in 11s");
        window.shot("running-light");

        run.events().stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "2 of 2 pods are ready");
        run.end(DeploymentStatus.SUCCEEDED);
        window.awaitText(".ad-run .ad-badge", "Succeeded");
        window.awaitText(".ad-history tbody tr", "#4");
    }

    @Test
    void theNextDeploymentOfARunBeginsItsStagesAnew() throws IOException {
        CliRun run = example.begin();
        open();
        run.events().stage(Stage.DEPLOY, StageStatus.RUNNING, "Bringing the first");
        run.events().fact(EventType.POD, Stage.DEPLOY, "ready", Map.of("name", "first-pod", "phase", "Running"));
        run.events().stage(Stage.DEPLOY, StageStatus.FAILED, "It did not start");
        run.events().stage(Stage.ROLLBACK, StageStatus.SUCCEEDED, "What ran before runs");
        window.awaitText(".ad-stages", "Rollback");
        window.awaitText(".ad-run", "first-pod");

        run.events().stage(Stage.DEPLOY, StageStatus.RUNNING, "Bringing the second");
        window.awaitText(".ad-stage[aria-current=step]", "Deploy");
        assertThat(window.text(".ad-stages")).doesNotContain("Rollback");
        assertThat(window.text(".ad-run")).doesNotContain("first-pod");
        run.end(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void showsHowTheRequestsAreDividedWhileAVersionIsTried() throws IOException {
        CliRun run = example.trying(
                new TrafficShare(25, 2, 4, "HTTPRoute web", Instant.now().plusSeconds(600)));
        open();

        window.awaitText(".ad-run .ad-traffic", "25 % of the requests");
        assertThat(window.text(".ad-traffic")).contains("step 2 of 4, by HTTPRoute web, watched until ");
        assertThat(browser.findElement(By.cssSelector(".ad-traffic progress")).getDomAttribute("value"))
                .isEqualTo("25");
        window.shot("canary-light");
        run.end(DeploymentStatus.SUCCEEDED);
        await().until(() -> browser.findElements(By.cssSelector(".ad-traffic")).isEmpty());
    }

    @Test
    void showsWhatTheAnalysisMeasuresWhileItRunsAndAfterwards() throws IOException {
        CliRun run = example.begin();
        open();
        run.events().stage(Stage.VERIFY, StageStatus.RUNNING, "Watching the rollout");
        for (AnalysisSample sample : Samples.analysis()) {
            run.events().fact(EventType.ANALYSIS, Stage.VERIFY, sample.why(), Json.toMap(sample));
        }
        window.awaitText(".ad-run .ad-analysis", "no data: the query finds nothing");
        assertThat(browser.findElements(By.cssSelector(".ad-run .ad-analysis tbody tr")))
                .extracting(row -> row.getText().replaceAll("\\s+", " "))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("error-rate failed 20 % is > 5 % 20 % > 5 % 1 1"),
                        row -> assertThat(row)
                                .startsWith("p95 failed no data: the query finds nothing no data > 2000 ms 0 1"));
        window.shot("analysis-light");

        run.update(summary ->
                summary.withDeployment(Samples.deployment(1, "staging", DeploymentStatus.SUCCEEDED).toBuilder()
                        .analysis(Samples.analysis())
                        .build()));
        run.end(DeploymentStatus.SUCCEEDED);
        open();
        window.awaitText(".ad-history tbody tr", "#1");
        browser.findElement(By.cssSelector(".ad-row__more button")).click();
        window.awaitText(".ad-details .ad-analysis", "error-rate");
    }

    @Test
    void aConnectionThatWasCutIsTakenUpWithoutLossOrDoubles() throws Exception {
        example.past(1);
        CliRun run = example.begin();
        open();
        awaitConnection("live");
        log(run, 1, 50);
        window.awaitText(".ad-log__lines", "line 50");
        int port = java.net.URI.create(server.url()).getPort();

        server.close();
        window.awaitText("[role=alert]", "connection is lost");
        log(run, 51, 100);
        server = ServeServer.start(example.store, port);
        window.awaitText(".ad-log__lines", "line 100");
        log(run, 101, 120);
        window.awaitText(".ad-log__lines", "line 120");

        assertThat(lines())
                .isEqualTo(
                        IntStream.rangeClosed(1, 120).mapToObj(n -> "line " + n).toList());
        awaitConnection("live");
        run.end(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void pollsTheSameFeedWhereThereIsNoWebSocket() throws IOException {
        Object script = browser.executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of(
                                "source",
                                "{ const Real = WebSocket; window.WebSocket = class extends Real {"
                                        + " constructor() { super('ws://' + location.host + '/no-such-feed'); } }; }"))
                .get("identifier");
        example.past(1);
        CliRun run = example.begin();
        open();
        awaitConnection("polling");
        log(run, 1, 30);
        window.awaitText(".ad-log__lines", "line 30");
        run.end(DeploymentStatus.SUCCEEDED);
        window.awaitText(".ad-run .ad-badge", "Succeeded");
        assertThat(lines()).hasSize(30);
        browser.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }

    @Test
    void hostileTextIsShownAsText() throws IOException {
        String hostile =
                "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>${alert(1)}";
        CliRun run = example.begin();
        run.update(summary -> summary.withTitle(hostile)
                .withDeployment(
                        Samples.deployment(1, hostile, Samples.PRODUCTION, DeploymentStatus.FAILED, hostile).toBuilder()
                                .url("javascript:document.title='owned'")
                                .build()));
        run.events().log(Stage.BUILD, hostile);
        open();
        window.awaitText(".ad-log__lines", "onerror");
        window.awaitText(".ad-environment", "onerror");
        browser.findElement(By.cssSelector(".ad-row__more button")).click();
        window.awaitText(".ad-details", "onerror");

        assertThat(browser.findElements(By.cssSelector(".ad-page img, .ad-page script, [href^='javascript']")))
                .isEmpty();
        assertThat(browser.getTitle()).isEqualTo("shop");
        run.end(DeploymentStatus.FAILED);
    }

    @Test
    void theHistoryIsFilteredPagedAndOpenedWithTheKeyboard() throws IOException {
        example.past(34);
        open();
        window.awaitText(".ad-pager", "Page 1 of 3, 34 runs");
        WebElement search = browser.findElement(By.cssSelector("input[type=search]"));
        search.sendKeys("CANNOT FIND module");
        await().until(() -> browser.findElements(By.cssSelector(".ad-row")).size() == 5);

        search.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        window.awaitText(".ad-pager", "34 runs");
        WebElement details = browser.findElement(By.cssSelector(".ad-row__more button"));
        new Actions(browser).sendKeys(search, Keys.TAB, Keys.TAB).perform();
        for (int i = 0; i < 10 && !details.equals(browser.switchTo().activeElement()); i++) {
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
        }
        details.sendKeys(Keys.ENTER);
        window.awaitText(".ad-details", "routes/cart");
        assertThat(details.getAttribute("aria-expanded")).isEqualTo("true");
        WebElement older = browser.findElement(By.cssSelector(".ad-pager button:last-child"));
        older.sendKeys(Keys.ENTER);
        window.awaitText(".ad-pager", "Page 2 of 3");
    }

    @Test
    void readsWellWideNarrowLightAndDark() throws IOException {
        example.past(17);
        open();
        window.awaitText(".ad-environment", "production");
        window.awaitText(".ad-pager, .ad-history", "#17");
        browser.findElement(By.cssSelector(".ad-row__more button")).click();
        window.awaitText(".ad-details", "routes/cart");
        window.assertFits();
        CliRun failing = example.rollingOut();
        window.awaitText(".ad-run", "1 of 2 new pods is ready");
        example.takeBack(failing);
        window.awaitText(".ad-run .ad-badge", "Rolled back");
        window.awaitText(".ad-environment", "#18");
        window.size(1440, 1500);
        window.shot("rolled-back-light");
        window.theme("dark");
        CliRun run = example.rollingOut();
        window.awaitText(".ad-run", "1 of 2 new pods is ready");
        window.size(1440, 1100);
        window.shot("running-dark");
        window.size(420, 2600);
        window.shot("narrow-dark");
        window.assertFits();
        run.end(DeploymentStatus.ABORTED);
    }

    @Test
    void theLogStopsFollowingWhoeverScrollsUp() throws IOException {
        CliRun run = example.begin();
        log(run, 1, 200);
        open();
        window.awaitText(".ad-log__lines", "line 200");
        await().until(() -> scrollTop() > 1000);
        browser.executeScript("document.querySelector('.ad-log__lines').scrollTop = 300");
        await().until(() -> window.text(".ad-log__bar button").equals("Follow"));
        log(run, 201, 220);
        window.awaitText(".ad-log__lines", "line 220");
        assertThat(scrollTop()).isEqualTo(300);

        browser.findElement(By.cssSelector(".ad-log__bar button")).click();
        await().until(() -> scrollTop() > 1000);
        run.end(DeploymentStatus.SUCCEEDED);
    }

    private static long scrollTop() {
        return ((Number) browser.executeScript("return document.querySelector('.ad-log__lines').scrollTop"))
                .longValue();
    }

    private static void log(CliRun run, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(n -> run.events().log(Stage.BUILD, "line " + n));
    }

    private static List<String> lines() {
        return browser.findElements(By.cssSelector(".ad-line__text")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static void awaitConnection(String state) {
        await("connection " + state)
                .until(() -> !browser.findElements(By.cssSelector("[data-connection=" + state + "]"))
                        .isEmpty());
    }
}
