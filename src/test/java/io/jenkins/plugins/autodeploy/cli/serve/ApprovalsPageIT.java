package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.cli.store.CliRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.TargetQueues;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Deciding on the page, in a real browser, on a deployment that waits for two people of ops and release. */
@RequiresParts(Part.BROWSER)
class ApprovalsPageIT extends BrowserScene {
    private CliRun run;
    private ActingHost host;
    private WaitingDeployment waiting;

    @BeforeEach
    void oneWaits() throws Exception {
        ExampleJob example = new ExampleJob(home);
        run = example.begin();
        host = new ActingHost(example.job);
        Approval approval =
                new Approval(List.of("ops", "release"), 2, true, Instant.now().plus(Duration.ofHours(2)), List.of());
        Deployment record = Samples.deployment(run.number(), "production", DeploymentStatus.PENDING).toBuilder()
                .approval(approval)
                .build();
        waiting = new WaitingDeployment(record, this::keep);
        keep(record);
        host.running.add(example.job::name, run.number(), waiting);
    }

    @AfterEach
    void leave() throws Exception {
        leave(host, "WebSocket connection", "ERR_CONNECTION", "403 (Forbidden)");
    }

    @Test
    void approvesWithACommentByTheKeyboardAlone() {
        browser.get(host.url());
        window.awaitText(".ad-approval", "Waits for approval by ops, release (0 of 2)");
        window.awaitText(".ad-run", "Waits for approval by ops, release (0 of 2)");
        WebElement button =
                browser.findElement(By.cssSelector(".ad-approval [aria-label^='Approve web:1.1 to production']"));
        button.sendKeys(Keys.ENTER);
        window.awaitText("dialog", "Approve the deployment to production");
        WebElement comment = browser.findElement(By.cssSelector("dialog textarea"));
        comment.sendKeys("Looks <b>right</b>", Keys.TAB, Keys.TAB);
        browser.switchTo().activeElement().sendKeys(Keys.ENTER);

        window.awaitText(".ad-approval", "(1 of 2)");
        window.awaitText(".ad-approval", "Approved by linus");
        window.awaitText(".ad-approval", "Looks <b>right</b>");
        window.awaitText(".ad-run .ad-decisions", "Approved by linus");
        assertThat(browser.findElements(By.cssSelector(".ad-approval button")))
                .as("linus has decided")
                .isEmpty();
        await().until(() -> !browser.findElement(By.cssSelector("dialog")).isDisplayed());
    }

    @Test
    void whatSomebodyElseDecidesAppearsWithoutReload() {
        browser.get(host.url());
        window.awaitText(".ad-approval", "(0 of 2)");

        waiting.decide(new Approver("grace", Set.of("ops")), false, "Not today");

        await().until(() -> browser.findElements(By.cssSelector(".ad-approval")).isEmpty());
        window.awaitText(".ad-run .ad-decisions", "Rejected by grace");
    }

    @Test
    void offersNothingToThoseWhoseDecisionWouldNotCount() {
        host.person = new Approver("ada", Set.of("ops"));
        browser.get(host.url());

        window.awaitText(".ad-approval", "Somebody else than the person who started the deployment has to decide");
        assertThat(browser.findElements(By.cssSelector(".ad-approval button"))).isEmpty();
    }

    @Test
    void saysWhyADecisionDoesNotCountAnyMore() {
        browser.get(host.url());
        window.awaitText(".ad-approval", "(0 of 2)");
        browser.findElement(By.cssSelector(".ad-approval [aria-label^='Reject']"))
                .click();
        window.awaitText("dialog", "ends as aborted");
        host.person = new Approver("mallory", Set.of());

        browser.findElement(By.cssSelector("dialog [type=submit]")).click();

        window.awaitText("dialog [role=alert]", "The approval of others is asked for");
    }

    @Test
    void showsForWhomADeploymentWaitsInTheQueueAndThatItsTurnHasCome() throws Exception {
        browser.get(host.url());
        window.awaitText(".ad-approval", "(0 of 2)");
        Place own = new Place("d1-production", "shop", run.number(), Instant.now(), null);
        host.queues = TargetQueues.NONE
                .enter(Samples.PRODUCTION, new Place("other", "store", 12, Instant.now(), Instant.now()))
                .enter(Samples.PRODUCTION, new Place("second", "store", 13, Instant.now(), null))
                .enter(Samples.PRODUCTION, own);

        run.events().fact(EventType.LOCK, Stage.DEPLOY, "waits", Map.of());

        window.awaitText(".ad-run", "Waits for store #12, which works on the target since just now (2nd in the queue)");
        assertThat(browser.findElement(By.linkText("store #12")).getDomAttribute("href"))
                .endsWith("/job/store/12/");

        host.queues = TargetQueues.NONE.enter(Samples.PRODUCTION, own);
        run.events().fact(EventType.LOCK, Stage.DEPLOY, "is free", Map.of());
        await().until(() ->
                !browser.findElement(By.cssSelector(".ad-run")).getText().contains("in the queue"));
    }

    private void keep(Deployment record) {
        try {
            run.update(summary -> summary.withDeployment(record));
            run.events().fact(EventType.APPROVAL, Stage.DEPLOY, "Decided", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
