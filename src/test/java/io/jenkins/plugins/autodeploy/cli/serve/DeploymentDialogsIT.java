package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.audit.AuditSamples;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What people do on the page in a real browser: roll back, deploy, look into the audit log. */
@RequiresParts(Part.BROWSER)
class DeploymentDialogsIT extends DeploymentsPageScene {
    @Test
    void rollsBackAfterShowingWhatWouldChange() throws IOException {
        example.past(34);
        try (ActingHost host = new ActingHost(example.job)) {
            browser.get(host.url());
            WebElement button = awaitElement("[aria-label='Roll back production web…']");
            button.sendKeys(Keys.ENTER);
            window.awaitText("dialog", "What would change");
            assertThat(window.text("dialog"))
                    .contains("web:1.33")
                    .contains("web:1.30")
                    .contains("previous good one");
            new Select(browser.findElement(By.cssSelector("dialog select"))).selectByIndex(1);
            window.awaitText(".ad-preview", "web:1.27");
            window.awaitText(".ad-changes", "Restores ConfigMap web-config");
            assertThat(window.text(".ad-changes"))
                    .contains("Removes variables FEATURE_CART", "Changes variables LOG_LEVEL");
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
    void proposesWhatRanBeforeTheVersionOfAnotherJob() throws IOException {
        example.past(34);
        try (ActingHost host = new ActingHost(example.job)) {
            host.versions = List.of(36L, 33L, 30L, 27L);
            browser.get(host.url());
            awaitElement("[aria-label='Roll back production web…']").click();
            window.awaitText(".ad-preview", "web:1.36");

            await().until(() -> new Select(browser.findElement(By.cssSelector("dialog select")))
                    .getFirstSelectedOption()
                    .getText()
                    .startsWith("web:1.33"));
            window.awaitText(".ad-preview", "web:1.33");
        }
    }

    @Test
    void deploysWithTheJobsParametersAndSaysWhatIsWrongWithThem() throws IOException {
        example.past(1);
        try (ActingHost host = new ActingHost(example.job)) {
            browser.get(host.url());
            awaitElement(".ad-bar button").click();
            window.awaitText("dialog", "What to deploy");
            WebElement version = browser.findElement(By.name("VERSION"));
            version.clear();
            browser.findElement(By.cssSelector("dialog [type=submit]")).click();
            window.awaitText("dialog [role=alert]", "VERSION: '' is not valid: expected a version");

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
        window.awaitText(".ad-history tbody tr", "#1");
        browser.findElement(By.cssSelector(".ad-audit summary")).sendKeys(Keys.ENTER);

        window.awaitText(".ad-audit tbody tr", "Looks <b>right</b>");
        assertThat(window.text(".ad-audit tbody")).contains("grace", "Approve").doesNotContain("Of another job");
        assertThat(browser.findElements(By.cssSelector(".ad-audit tbody tr"))).hasSize(20);
        browser.findElement(By.xpath("//button[text()='Older entries']")).click();
        await().until(() ->
                browser.findElements(By.cssSelector(".ad-audit tbody tr")).size() == 22);

        new Select(browser.findElement(By.cssSelector(".ad-audit select"))).selectByVisibleText("Approve");
        await().until(() ->
                browser.findElements(By.cssSelector(".ad-audit tbody tr")).size() == 1);
        browser.findElement(By.cssSelector(".ad-audit input[name=user]")).sendKeys("nobody");
        window.awaitText(".ad-audit", "No entry matches this filter.");
        window.size(420, 900);
        window.assertFits();
    }
}
