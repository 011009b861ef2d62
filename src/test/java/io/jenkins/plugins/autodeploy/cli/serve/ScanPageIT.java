package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.cli.store.CliRun;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScanSamples;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The report of a scan in a real browser, from the first look to the finding that one was after. */
@RequiresParts(Part.BROWSER)
class ScanPageIT extends BrowserScene {
    private CliRunStore store;
    private ServeServer server;

    @BeforeEach
    void serve() {
        store = new CliRunStore(home, InstantSource.system());
        server = ServeServer.start(store, 0);
        window.size(1440, 1300);
        window.theme("light");
    }

    @AfterEach
    void leave() throws Exception {
        leave(server, "404 (Not Found)", "ERR_CONNECTION");
    }

    @Test
    void saysTheVerdictWhatToDoAndByWhichRules() throws Exception {
        open(ScanSamples.three());

        window.awaitText(".ad-verdict__title", "Did not pass");
        assertThat(window.texts(".ad-tile"))
                .containsExactly("1\nCritical", "1\nHigh", "0\nMedium", "0\nLow", "0\nNegligible");
        assertThat(window.text(".ad-verdict"))
                .contains("New 1 since run 11", "With a fix 1", "Accepted 1", "Packages seen 214", "production");
        assertThat(window.text("[aria-labelledby=ad-reasons]"))
                .contains("What to do next", "upgrade org.apache.logging.log4j:log4j-core from 2.14.1 to 2.17.1");
        assertThat(window.text("[aria-labelledby=ad-policy]"))
                .contains("High or worse", "20 medium", "run 11", "7 days");
        assertThat(window.text("[aria-labelledby=ad-scanners]"))
                .contains("trivy 0.58.1", "14 hours old", "8 s", "Secret, Misconfiguration");
        assertThat(window.text("[aria-labelledby=ad-remarks]")).contains("matches nothing any more");
        window.find(".ad-row .ad-row__more button").click();
        window.awaitText(".ad-details", "CVSS:3.1/AV:N");
        assertThat(window.text(".ad-details"))
                .contains(
                        "GHSA-jfh8-c2jp-5v3q",
                        "Whoever can have something logged",
                        "sha256:4f4fb700",
                        "trivy, built-in");
        assertThat(window.find(".ad-details a").getAttribute("rel")).isEqualTo("noopener noreferrer");
        window.shot("scan-three-light");
    }

    @Test
    void tellsWhatIsNewWhatIsAcceptedAndByWhom() throws Exception {
        open(ScanSamples.three());
        window.awaitText(".ad-findings", "AD-DF-001");

        assertThat(window.texts(".ad-row [data-column=Status]")).containsExactly("New", "Counts", "Accepted");
        window.all(".ad-row__more button").get(2).click();
        window.awaitText(".ad-details", "Is behind a proxy that lets nobody in (ada@example.com, until Dec 31, 2026)");
    }

    @Test
    void downloadsTheDocuments() throws Exception {
        open(ScanSamples.three());
        window.awaitText(".ad-downloads", "JSON");

        List<String> links = window.all(".ad-downloads a").stream()
                .map(link -> link.getDomProperty("href"))
                .toList();
        assertThat(links).hasSize(2).allMatch(link -> link.startsWith(server.url() + "jobs/shop/runs/1/scan/"));
        assertThat(browser.executeAsyncScript(
                        "fetch(arguments[0]).then(answer => answer.text()).then(arguments[arguments.length - 1])",
                        links.get(1)))
                .isEqualTo("{\"version\":\"2.1.0\"}");
    }

    @Test
    void ordersByEachColumnWithTheKeyboard() throws Exception {
        open(ScanSamples.many(300));
        window.awaitText(".ad-findings__count", "300 findings");
        assertThat(window.find("th[aria-sort=ascending]").getText()).isEqualTo("Severity");

        WebElement id = browser.findElement(By.xpath("//th//button[contains(., 'Finding')]"));
        id.sendKeys(Keys.ENTER);
        await().until(() -> window.texts(".ad-row .ad-strong").get(0).equals("aws-access-key"));
        id.sendKeys(Keys.SPACE);
        await().until(() -> window.texts(".ad-row .ad-strong").get(0).equals("CVE-2025-10299"));
        assertThat(window.find("th[aria-sort=descending]").getText()).isEqualTo("Finding");
        assertThat(browser.switchTo().activeElement()).as("keeps the focus").isEqualTo(id);

        browser.findElement(By.xpath("//th//button[contains(., 'Status')]")).sendKeys(Keys.ENTER);
        await().until(() -> window.texts(".ad-row [data-column=Status]").get(0).equals("New"));
        browser.findElement(By.xpath("//th//button[contains(., 'Package')]")).sendKeys(Keys.ENTER);
        await().until(() -> window.texts(".ad-row [data-column=Package]").get(0).startsWith("express"));
        browser.findElement(By.xpath("//th//button[contains(., 'Place')]")).sendKeys(Keys.ENTER);
        await().until(() -> window.texts(".ad-row [data-column=Place]").get(0).startsWith("config/settings-12.env"));
    }

    @Test
    void narrowsDownByWordsSeverityKindAndStatus() throws Exception {
        open(ScanSamples.many(300));
        window.awaitText(".ad-findings__count", "300 findings");

        window.find("input[type=search]").sendKeys("LOG4J lookup");
        window.awaitText(".ad-findings__count", "8 of 300");
        window.find("input[type=search]").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        window.awaitText(".ad-findings__count", "300 findings");

        WebElement critical = window.find(".ad-toggle");
        critical.sendKeys(Keys.SPACE);
        window.awaitText(".ad-findings__count", "43 of 300");
        assertThat(critical.getAttribute("aria-pressed")).isEqualTo("true");
        choose("Kind", "Secret");
        window.awaitText(".ad-findings__count", "3 of 300");
        assertThat(window.text(".ad-toggle")).isEqualTo("Critical\n3");
        choose("Kind", "All");
        choose("Status", "Accepted");
        window.awaitText(".ad-findings__count", "4 of 300");
        choose("Status", "Without a fix");
        window.awaitText(".ad-findings__count", "10 of 300");
        choose("Status", "New");
        window.awaitText(".ad-findings__count", "7 of 300");

        window.find("input[type=search]").sendKeys("nothing is called so");
        window.awaitText(".ad-empty", "No finding matches this filter");
        window.find(".ad-empty button").click();
        window.awaitText(".ad-findings__count", "300 findings");
    }

    @Test
    void putsTogetherWhatIsInOnePackage() throws Exception {
        open(ScanSamples.many(300));
        window.awaitText(".ad-findings__count", "300 findings");

        choose("Group by", "Package");
        window.awaitText(".ad-group", "express");
        assertThat(window.all(".ad-row")).isEmpty();
        WebElement group = window.find(".ad-group__button");
        assertThat(group.getText()).contains("critical");
        group.sendKeys(Keys.ENTER);
        await().until(() -> window.all(".ad-row").size() > 10);
        assertThat(group.getAttribute("aria-expanded")).isEqualTo("true");
        window.shot("scan-grouped-light");
    }

    @Test
    void showsAPageOfThousandsOfFindings() throws Exception {
        open(ScanSamples.many(5000));
        window.awaitText(".ad-findings__count", "5,000 findings");
        assertThat(window.all(".ad-row")).as("no more than can be seen").hasSize(50);

        window.all(".ad-findings__package button").get(0).sendKeys(Keys.ENTER);
        window.all("input[type=search]").get(0).sendKeys("cve-2025-14");
        window.awaitText(".ad-pager", "Page 1 of 19");
        window.all(".ad-pager button").get(3).sendKeys(Keys.ENTER);
        window.awaitText(".ad-pager", "Page 19 of 19");
    }

    @Test
    void hostileTextIsShownAsText() throws Exception {
        open(ScanSamples.hostile());
        window.awaitText(".ad-findings", "onerror");
        window.all(".ad-row__more button").forEach(WebElement::click);
        window.awaitText(".ad-details", "onerror");
        choose("Group by", "Package");
        window.awaitText(".ad-group", "onerror");

        assertThat(window.all(".ad-page img, .ad-page script, .ad-page [href^='javascript']"))
                .isEmpty();
        assertThat(browser.getTitle()).isEqualTo("Security scan of run #1");
        assertThat(window.text(".ad-page")).doesNotContain("\u001b", "\u202e");
        window.assertFits();
        window.shot("scan-hostile-light");
        window.size(420, 1600);
        window.assertFits();
    }

    @Test
    void saysThatNothingWasFound() throws Exception {
        open(ScanSamples.clean());

        window.awaitText(".ad-verdict__title", "Passed");
        window.awaitText(".ad-empty", "Nothing was found");
        assertThat(window.all("[aria-labelledby=ad-reasons]")).isEmpty();
        window.shot("scan-clean-light");
    }

    @Test
    void neverShowsAScannerThatFailedAsNoFindings() throws Exception {
        open(ScanSamples.failed());

        window.awaitText(".ad-verdict__title", "Did not pass");
        window.awaitText("[aria-labelledby=ad-reasons]", "Trivy has no vulnerability database");
        window.awaitText(".ad-empty", "No result");
        assertThat(window.text(".ad-verdict")).contains("nothing can be said of findings");
        assertThat(window.all(".ad-tile"))
                .as("numbers that would read like none were found")
                .isEmpty();
        window.shot("scan-failed-light");
    }

    @Test
    void saysThatNoVulnerabilityDatabaseWasUsed() throws Exception {
        open(ScanSamples.withoutDatabase());

        window.awaitText(".jenkins-alert", "No vulnerability database was used");
        window.awaitText(".ad-verdict__title", "Passed");
    }

    @Test
    void keepsTheVerdictWhenTheFindingsAreGone() throws Exception {
        scan(ScanSamples.three());
        Path kept = home.resolve("jobs/shop/runs/1/scan/report.json");
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*/api/runs/1/scans/1")));
        browser.get(page());
        window.awaitText("[role=alert]", "The findings could not be loaded");
        browser.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));
        Files.delete(kept);
        window.find("[role=alert] button").click();
        window.awaitText(".ad-empty", "Run 1 has no scan 1.");
        assertThat(window.text(".ad-verdict__title")).contains("Did not pass");
    }

    @Test
    void triesAgainWhenTheFindingsCouldNotBeLoaded() throws Exception {
        scan(ScanSamples.three());
        String page = page();
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*/api/runs/1/scans/1")));
        browser.get(page);
        window.awaitText("[role=alert]", "The findings could not be loaded");
        assertThat(window.text(".ad-verdict__title")).contains("Did not pass");
        browser.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));
        window.find("[role=alert] button").click();
        window.awaitText(".ad-findings__count", "3 findings");
    }

    @Test
    void readsWellWideNarrowLightAndDark() throws Exception {
        open(ScanSamples.many(2000));
        window.awaitText(".ad-findings__count", "2,000 findings");
        window.shot("scan-busy-light");
        window.assertFits();
        window.theme("dark");
        window.shot("scan-busy-dark");
        window.size(420, 2200);
        window.assertFits();
        window.shot("scan-narrow-dark");
        window.theme("light");
        window.shot("scan-narrow-light");
        window.size(820, 1400);
        window.assertFits();
    }

    @Test
    void theRunOfTheDeploymentsPageLeadsToIt() throws Exception {
        CliRun run = scan(ScanSamples.three());
        run.end(DeploymentStatus.FAILED);
        browser.get(server.url());
        window.awaitText(".ad-history", "#1");
        window.find(".ad-row__more button").click();
        window.awaitText(".ad-details", "did not pass");
        assertThat(window.text(".ad-details")).contains("1 new, 1 with a fix", "upgrade org.apache.logging.log4j");
        window.find(".ad-details a[href$='/runs/1/scan/']").click();
        window.awaitText("h1", "Security scan of run #1");
        window.awaitText(".ad-findings__count", "3 findings");
    }

    @Test
    void theTrendTellsInWordsWhatItDraws() throws Exception {
        for (int i = 1; i <= 12; i++) {
            scan(ScanSamples.many(80 - i * 5)).end(DeploymentStatus.SUCCEEDED);
        }
        scan(ScanSamples.clean()).end(DeploymentStatus.SUCCEEDED);
        browser.get(server.url());
        window.awaitText(".ad-scans", "Findings of the last 13 scans");
        assertThat((String) browser.executeScript("return document.querySelector('.ad-scans table').textContent"))
                .contains("#1", "#13", "passed", "did not pass");
        window.shot("scan-trend-light");
        window.theme("dark");
        window.shot("scan-trend-dark");
        window.size(420, 1600);
        window.assertFits();
    }

    @Test
    void saysThatThereIsNoSuchScan() throws Exception {
        scan(ScanSamples.three());
        browser.get(page().replace("/scan/", "/scan-2/"));
        window.awaitText("main", "There is no such scan");
        browser.get(page().replace("/runs/1/", "/runs/..%2f1/"));
        assertThat(browser.getPageSource()).doesNotContain("CVE-");
    }

    private void choose(String field, String choice) {
        WebElement select = browser.findElement(By.xpath("//label[span[text()='" + field + "']]//select"));
        new Select(select).selectByVisibleText(choice);
    }

    private void open(ScanReport report) throws Exception {
        scan(report);
        browser.get(page());
    }

    private String page() {
        return server.url() + "jobs/shop/runs/1/scan/";
    }

    private CliRun scan(ScanReport report) throws Exception {
        CliRun run = store.job("shop").begin("ada");
        run.scanned(new CompletedScan(
                report,
                List.of(
                        ScanDocument.of(report),
                        new ScanDocument(ScanDocument.SARIF, "{\"version\":\"2.1.0\"}".getBytes()))));
        return run;
    }
}
