package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import java.io.File;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of a scan, its findings among the artifacts, and how it looks on the page of its build. */
@WithJenkins
class ScanPageJenkinsTest {
    private static final String HOSTILE = "</script><script>alert(1)</script>\"><img src=x onerror=alert(1)>";
    private static final String SECRET = """
            node {
                writeFile file: 'key.pem', text: '-----BEGIN RSA PRIVATE KEY-----\\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgwMbRvI0MBZhpI\\n-----END RSA PRIVATE KEY-----\\n'
                def scan = securityScan scanner: 'built-in', failOn: 'NONE'
                echo "page=${scan.report.url} counts=${scan.counts} findings=${scan.report.findings.size()}"
            }
            """;

    @Test
    void keepsTheFindingsAmongTheArtifactsAndShowsThemOnAPageOfTheBuild(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, SECRET);

        jenkins.assertLogContains("page=" + jenkins.getURL() + run.getUrl() + "scan/", run);
        jenkins.assertLogContains("findings=0", run);
        SecurityScanAction action = run.getAction(SecurityScanAction.class);
        assertThat(action.getValue().findings()).isEmpty();
        assertThat(new File(run.getArtifactsDir(), "autodeploy/scan/report.json"))
                .exists();
        String page = text(jenkins, run.getUrl() + "scan/");
        assertThat(page)
                .contains("id=\"autodeploy-scan\"", "data-findings=\"findings\"", "../artifact/autodeploy/scan/")
                .contains("scan-report.js");
        assertThat(text(jenkins, run.getUrl() + "scan/findings")).contains("key.pem");
        assertThat(text(jenkins, run.getUrl() + "artifact/autodeploy/scan/report.json"))
                .contains("key.pem");
        assertThat(text(jenkins, run.getParent().getUrl() + "deployments/api/runs/1/scans/1"))
                .contains("key.pem");
    }

    @Test
    void theSecondScanOfABuildHasAPageOfItsOwn(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, """
                node {
                    writeFile file: 'a/index.html', text: 'hello'
                    writeFile file: 'b/index.html', text: 'hello'
                    securityScan dir: 'a', scanner: 'built-in'
                    securityScan dir: 'b', scanner: 'built-in'
                }
                """);

        assertThat(text(jenkins, run.getUrl() + "scan/findings")).contains("\"target\":\"a\"");
        assertThat(text(jenkins, run.getUrl() + "scan-2/findings")).contains("\"target\":\"b\"");
        assertThat(text(jenkins, run.getUrl())).contains("scan/\">Security scan</a>", "scan-2/\">Security scan 2</a>");
    }

    @Test
    void saysThatTheFindingsAreGoneWithTheArtifacts(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, SECRET);
        run.deleteArtifacts();

        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            Page gone = client.goTo(run.getUrl() + "scan/findings", "application/json");
            assertThat(gone.getWebResponse().getStatusCode()).isEqualTo(404);
            assertThat(gone.getWebResponse().getContentAsString())
                    .contains("The findings are gone with the build's artifacts");
        }
        assertThat(text(jenkins, run.getUrl() + "scan/")).contains("data-brief");
    }

    @Test
    void outlivesARestart(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, SECRET);

        run.reload();

        assertThat(run.getAction(SecurityScanAction.class).getDocumentNames()).contains("report.json");
        assertThat(text(jenkins, run.getUrl() + "scan/findings")).contains("key.pem");
    }

    @Test
    void showsTextFromOutsideAsText(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = buildWith(jenkins, hostile());

        assertThat(text(jenkins, build.getUrl())).doesNotContain("<script>alert", "<img src=x");
        assertThat(text(jenkins, build.getUrl() + "scan/")).doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void isForThoseWhoMayReadTheJob(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = buildWith(jenkins, hostile());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("ada", "eve")
                .grant(Item.READ)
                .everywhere()
                .to("ada"));

        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            assertThat(client.login("eve")
                            .goTo(build.getUrl() + "scan/findings", null)
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(404);
        }
    }

    private static WorkflowRun run(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
    }

    private static String text(JenkinsRule jenkins, String path) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            return client.goTo(path, null).getWebResponse().getContentAsString();
        }
    }

    private static FreeStyleBuild buildWith(JenkinsRule jenkins, ScanReport report) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);
        build.addAction(new SecurityScanAction(report, 1));
        build.save();
        return build;
    }

    private static ScanReport hostile() {
        return new ScanReport(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                null,
                false,
                List.of(),
                List.of(Finding.of(FindingKind.SECRET, HOSTILE, Severity.HIGH, HOSTILE)),
                List.of(),
                Map.of("HIGH", 1),
                0,
                null,
                List.of(),
                HOSTILE,
                null,
                null,
                false,
                List.of(HOSTILE),
                List.of(HOSTILE),
                Instant.now());
    }
}
