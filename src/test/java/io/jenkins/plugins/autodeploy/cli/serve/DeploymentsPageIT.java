package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.cli.store.CliRun;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.audit.AuditSamples;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import io.jenkins.plugins.autodeploy.engine.record.TrafficShare;
import io.jenkins.plugins.autodeploy.parts.Chromium;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

/** The page in a real browser, served by the terminal from a store that this process writes. */
@RequiresParts(Part.BROWSER)
class DeploymentsPageIT {
    private static ChromeDriver browser;
    private static Window window;

    @TempDir
    private Path home;

    private ExampleJob example;
    private ServeServer server;

    @BeforeAll
    static void openBrowser(@TempDir Path profile) {
        browser = Chromium.open(profile);
        window = new Window(browser);
    }

    @AfterAll
    static void closeBrowser() {
        browser.quit();
    }

    @BeforeEach
    void serve() throws Exception {
        example = new ExampleJob(home);
        server = ServeServer.start(example.store, 0);
        window.size(1440, 1100);
        window.theme("light");
    }

    @AfterEach
    void noComplaintsOfTheBrowser() {
        browser.get("about:blank");
        server.close();
        List<String> complaints = browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .filter(message -> !message.contains("WebSocket connection")
                        && !message.contains("ERR_CONNECTION")
                        && !message.contains("400 (Bad Request)"))
                .toList();
        assertThat(complaints).as("CSP violations and errors").isEmpty();
    }

    @Test
    void saysWhatComesWhereThereIsNothingYet() {
        browser.get(server.url());
        assertThat(text("main")).contains("Nothing has been run yet");
    }

    @Test
    void aRunAppearsWithoutReloadAndProgressesUntilItEnds() throws IOException {
        example.past(3);
        open();
        awaitText(".ad-page", "Nothing is being deployed");
        awaitConnection("live");

        CliRun run = example.rollingOut();
        awaitText(".ad-run", "1 of 2 new pods is ready");
        awaitText(".ad-stage[aria-current=step]", "Deploy");
        awaitText(".ad-environment", "Run #4 with web:1.4 is under way");
        assertThat(text(".ad-run")).contains("web-7c9-mm4tq").contains("added 214 packages in 11s");
        window.shot("running-light");

        run.events().stage(Stage.DEPLOY, StageStatus.SUCCEEDED, "2 of 2 pods are ready");
        run.end(DeploymentStatus.SUCCEEDED);
        awaitText(".ad-run .ad-badge", "Succeeded");
        awaitText(".ad-history tbody tr", "#4");
    }

    @Test
    void theNextDeploymentOfARunBeginsItsStagesAnew() throws IOException {
        CliRun run = example.begin();
        open();
        run.events().stage(Stage.DEPLOY, StageStatus.RUNNING, "Bringing the first");
        run.events().fact(EventType.POD, Stage.DEPLOY, "ready", Map.of("name", "first-pod", "phase", "Running"));
        run.events().stage(Stage.DEPLOY, StageStatus.FAILED, "It did not start");
        run.events().stage(Stage.ROLLBACK, StageStatus.SUCCEEDED, "What ran before runs");
        awaitText(".ad-stages", "Rollback");
        awaitText(".ad-run", "first-pod");

        run.events().stage(Stage.DEPLOY, StageStatus.RUNNING, "Bringing the second");
        awaitText(".ad-stage[aria-current=step]", "Deploy");
        assertThat(text(".ad-stages")).doesNotContain("Rollback");
        assertThat(text(".ad-run")).doesNotContain("first-pod");
        run.end(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void showsHowTheRequestsAreDividedWhileAVersionIsTried() throws IOException {
        CliRun run = example.trying(
                new TrafficShare(25, 2, 4, "HTTPRoute web", Instant.now().plusSeconds(600)));
        open();

        awaitText(".ad-run .ad-traffic", "25 % of the requests");
        assertThat(text(".ad-traffic")).contains("step 2 of 4, by HTTPRoute web, watched until ");
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
        awaitText(".ad-run .ad-analysis", "no data: the query finds nothing");
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
        awaitText(".ad-history tbody tr", "#1");
        browser.findElement(By.cssSelector(".ad-row__more button")).click();
        awaitText(".ad-details .ad-analysis", "error-rate");
    }

    @Test
    void aConnectionThatWasCutIsTakenUpWithoutLossOrDoubles() throws Exception {
        example.past(1);
        CliRun run = example.begin();
        open();
        awaitConnection("live");
        log(run, 1, 50);
        awaitText(".ad-log__lines", "line 50");
        int port = java.net.URI.create(server.url()).getPort();

        server.close();
        awaitText("[role=alert]", "connection is lost");
        log(run, 51, 100);
        server = ServeServer.start(example.store, port);
        awaitText(".ad-log__lines", "line 100");
        log(run, 101, 120);
        awaitText(".ad-log__lines", "line 120");

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
        awaitText(".ad-log__lines", "line 30");
        run.end(DeploymentStatus.SUCCEEDED);
        awaitText(".ad-run .ad-badge", "Succeeded");
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
        awaitText(".ad-log__lines", "onerror");
        awaitText(".ad-environment", "onerror");
        browser.findElement(By.cssSelector(".ad-row__more button")).click();
        awaitText(".ad-details", "onerror");

        assertThat(browser.findElements(By.cssSelector(".ad-page img, .ad-page script, [href^='javascript']")))
                .isEmpty();
        assertThat(browser.getTitle()).isEqualTo("shop");
        run.end(DeploymentStatus.FAILED);
    }

    @Test
    void theHistoryIsFilteredPagedAndOpenedWithTheKeyboard() throws IOException {
        example.past(34);
        open();
        awaitText(".ad-pager", "Page 1 of 3, 34 runs");
        WebElement search = browser.findElement(By.cssSelector("input[type=search]"));
        search.sendKeys("CANNOT FIND module");
        await().until(() -> browser.findElements(By.cssSelector(".ad-row")).size() == 5);

        search.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        awaitText(".ad-pager", "34 runs");
        WebElement details = browser.findElement(By.cssSelector(".ad-row__more button"));
        new Actions(browser).sendKeys(search, Keys.TAB, Keys.TAB).perform();
        for (int i = 0; i < 10 && !details.equals(browser.switchTo().activeElement()); i++) {
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
        }
        details.sendKeys(Keys.ENTER);
        awaitText(".ad-details", "routes/cart");
        assertThat(details.getAttribute("aria-expanded")).isEqualTo("true");
        WebElement older = browser.findElement(By.cssSelector(".ad-pager button:last-child"));
        older.sendKeys(Keys.ENTER);
        awaitText(".ad-pager", "Page 2 of 3");
    }

    @Test
    void readsWellWideNarrowLightAndDark() throws IOException {
        example.past(17);
        open();
        awaitText(".ad-environment", "production");
        awaitText(".ad-pager, .ad-history", "#17");
        browser.findElement(By.cssSelector(".ad-row__more button")).click();
        awaitText(".ad-details", "routes/cart");
        assertFits();
        CliRun failing = example.rollingOut();
        awaitText(".ad-run", "1 of 2 new pods is ready");
        example.takeBack(failing);
        awaitText(".ad-run .ad-badge", "Rolled back");
        awaitText(".ad-environment", "#18");
        window.size(1440, 1500);
        window.shot("rolled-back-light");
        window.theme("dark");
        CliRun run = example.rollingOut();
        awaitText(".ad-run", "1 of 2 new pods is ready");
        window.size(1440, 1100);
        window.shot("running-dark");
        window.size(420, 2600);
        window.shot("narrow-dark");
        assertFits();
        run.end(DeploymentStatus.ABORTED);
    }

    @Test
    void rollsBackAfterShowingWhatWouldChange() throws IOException {
        example.past(34);
        try (ActingHost host = new ActingHost(example.job)) {
            browser.get(host.url());
            WebElement button = awaitElement("[aria-label='Roll back production web…']");
            button.sendKeys(Keys.ENTER);
            awaitText("dialog", "What would change");
            assertThat(text("dialog")).contains("web:1.33").contains("web:1.30").contains("previous good one");
            new Select(browser.findElement(By.cssSelector("dialog select"))).selectByIndex(1);
            awaitText(".ad-preview", "web:1.27");
            awaitText(".ad-changes", "Restores ConfigMap web-config");
            assertThat(text(".ad-changes")).contains("Removes variables FEATURE_CART", "Changes variables LOG_LEVEL");
            browser.findElement(By.cssSelector("dialog textarea")).sendKeys("Cart is broken");
            window.shot("rollback-light");
            browser.findElement(By.cssSelector("dialog [type=submit]")).click();

            await().until(() -> host.orders.equals(List.of("roll production back to d27-production: Cart is broken")));
            await().until(() -> !browser.findElement(By.cssSelector("dialog")).isDisplayed());
            assertThat(browser.switchTo().activeElement()).as("focus is back").isEqualTo(button);
            awaitHidden("[role=status]", "Rolling back production.");
        }
    }

    @Test
    void deploysWithTheJobsParametersAndSaysWhatIsWrongWithThem() throws IOException {
        example.past(1);
        try (ActingHost host = new ActingHost(example.job)) {
            browser.get(host.url());
            awaitElement(".ad-bar button").click();
            awaitText("dialog", "What to deploy");
            WebElement version = browser.findElement(By.name("VERSION"));
            version.clear();
            browser.findElement(By.cssSelector("dialog [type=submit]")).click();
            awaitText("dialog [role=alert]", "VERSION: '' is not valid: expected a version");

            version.sendKeys("1.20");
            new Select(browser.findElement(By.name("TARGET"))).selectByValue("production");
            browser.findElement(By.name("NOTIFY")).click();
            browser.findElement(By.cssSelector("dialog [type=submit]")).click();
            await().until(() -> host.orders.equals(List.of("deploy 1.20 to production, notify false")));
        }
    }

    @Test
    void showsWhoDidWhatToThoseWhoOpenTheAudit() throws Exception {
        example.past(1);
        AuditLog audit = example.store.audit();
        for (int run = 1; run <= 21; run++) {
            audit.append(AuditSamples.inJob("shop", AuditSamples.succeeded(run, Instant.now())));
        }
        audit.append(AuditSamples.inJob("shop", AuditSamples.approved(22, Instant.now(), "Looks <b>right</b>")));
        audit.append(AuditSamples.approved(23, Instant.now(), "Of another job"));
        open();
        awaitText(".ad-history tbody tr", "#1");
        browser.findElement(By.cssSelector(".ad-audit summary")).sendKeys(Keys.ENTER);

        awaitText(".ad-audit tbody tr", "Looks <b>right</b>");
        assertThat(text(".ad-audit tbody")).contains("grace", "Approve").doesNotContain("Of another job");
        assertThat(browser.findElements(By.cssSelector(".ad-audit tbody tr"))).hasSize(20);
        browser.findElement(By.xpath("//button[text()='Older entries']")).click();
        await().until(() ->
                browser.findElements(By.cssSelector(".ad-audit tbody tr")).size() == 22);

        new Select(browser.findElement(By.cssSelector(".ad-audit select"))).selectByVisibleText("Approve");
        await().until(() ->
                browser.findElements(By.cssSelector(".ad-audit tbody tr")).size() == 1);
        browser.findElement(By.cssSelector(".ad-audit input[name=user]")).sendKeys("nobody");
        awaitText(".ad-audit", "No entry matches this filter.");
        window.size(420, 900);
        assertFits();
    }

    @Test
    void theLogStopsFollowingWhoeverScrollsUp() throws IOException {
        CliRun run = example.begin();
        log(run, 1, 200);
        open();
        awaitText(".ad-log__lines", "line 200");
        await().until(() -> scrollTop() > 1000);
        browser.executeScript("document.querySelector('.ad-log__lines').scrollTop = 300");
        await().until(() -> text(".ad-log__bar button").equals("Follow"));
        log(run, 201, 220);
        awaitText(".ad-log__lines", "line 220");
        assertThat(scrollTop()).isEqualTo(300);

        browser.findElement(By.cssSelector(".ad-log__bar button")).click();
        await().until(() -> scrollTop() > 1000);
        run.end(DeploymentStatus.SUCCEEDED);
    }

    private static long scrollTop() {
        return ((Number) browser.executeScript("return document.querySelector('.ad-log__lines').scrollTop"))
                .longValue();
    }

    private static WebElement awaitElement(String selector) {
        return await(selector)
                .until(() -> browser.findElements(By.cssSelector(selector)), found -> !found.isEmpty())
                .get(0);
    }

    /** For text that only screen readers get. */
    private static void awaitHidden(String selector, String text) {
        await(text).until(() -> browser.findElement(By.cssSelector(selector))
                .getAttribute("textContent")
                .contains(text));
    }

    private void assertFits() {
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth - innerWidth"))
                .as("nothing sticks out to the side")
                .isLessThanOrEqualTo(0);
    }

    private void open() {
        browser.get(server.url());
    }

    private static void log(CliRun run, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(n -> run.events().log(Stage.BUILD, "line " + n));
    }

    private static List<String> lines() {
        return browser.findElements(By.cssSelector(".ad-line__text")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static void awaitText(String selector, String text) {
        await("'%s' in %s".formatted(text, selector)).ignoreExceptions().untilAsserted(() -> assertThat(
                        browser.findElements(By.cssSelector(selector)).stream()
                                .map(WebElement::getText)
                                .toList())
                .anyMatch(shown -> shown.contains(text)));
    }

    private static void awaitConnection(String state) {
        await("connection " + state)
                .until(() -> !browser.findElements(By.cssSelector("[data-connection=" + state + "]"))
                        .isEmpty());
    }
}
