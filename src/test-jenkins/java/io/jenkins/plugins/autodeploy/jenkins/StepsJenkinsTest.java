package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.autodeploy.jenkins.actions.DetectedProjectAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import java.nio.file.Files;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps that need nothing but Jenkins, in scripted and declarative pipelines, in the sandbox. */
@WithJenkins
class StepsJenkinsTest {
    private static final String PROJECT = """
            writeFile file: 'package.json', text: '{"name":"shop","scripts":{"start":"node index.js"},"dependencies":{"express":"4.19.2"}}'
            writeFile file: 'index.js', text: 'require("express")().listen(3000)'
            """;

    @Test
    void detectProjectTellsAScriptedPipelineWhatTheProjectIs(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.SUCCESS, """
                node {
                    %s
                    def project = detectProject()
                    echo "${project.type}/${project.language}/${project.framework}/${project.components.size()}"
                }
                """.formatted(PROJECT));

        jenkins.assertLogContains("server/javascript/express/1", run);
        assertThat(run.getAction(DetectedProjectAction.class).getFramework()).isEqualTo("express");
    }

    @Test
    void detectProjectWritesWhatIsMissingInADeclarativePipeline(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.SUCCESS, """
                pipeline {
                    agent any
                    stages {
                        stage('Detect') {
                            steps {
                                %s
                                detectProject generate: ['dockerfile', 'kubernetes']
                                echo readFile('Dockerfile')
                            }
                        }
                    }
                }
                """.formatted(PROJECT));

        jenkins.assertLogContains("Wrote Dockerfile", run);
        jenkins.assertLogContains("FROM node:", run);
    }

    @Test
    void aMistakeFailsTheStepWithOneSentence(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "node { detectProject dir: 'nowhere' }");

        jenkins.assertLogContains("dir: 'nowhere' is not valid", run);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins.autodeploy", run);
    }

    @Test
    void anArgumentThatDoesNotFitIsToldInOneSentence(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "deployToCluster image: 'shop:1', replicas: 'many'");

        jenkins.assertLogContains("ERROR: replicas: 'many' is not valid: expected a whole number", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void aParameterThatThereIsNotIsRefused(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "rollbackDeployment environment: 'staging', revision: 7");

        jenkins.assertLogContains("revision: '7' is not valid: expected one of the parameters", run);
    }

    @Test
    void aPathOutOfTheWorkspaceIsRefused(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "node { detectProject dir: '../..' }");

        jenkins.assertLogContains("dir: '../..' is not valid", run);
    }

    @Test
    void securityScanFailsTheBuildForASecretAndKeepsTheReport(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, """
                node {
                    writeFile file: 'key.pem', text: '-----BEGIN RSA PRIVATE KEY-----\\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgwMbRvI0MBZhpI\\n-----END RSA PRIVATE KEY-----\\n'
                    securityScan scanner: 'built-in', failOn: 'LOW'
                }
                """);

        SecurityScanAction action = run.getAction(SecurityScanAction.class);
        assertThat(action.getPassed()).isFalse();
        assertThat(action.getVulnerabilitiesChecked()).isFalse();
        jenkins.assertLogContains("The security scan of", run);
    }

    @Test
    void securityScanReturnsItsVerdict(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.SUCCESS, """
                node {
                    writeFile file: 'index.html', text: 'hello'
                    def scan = securityScan scanner: 'built-in'
                    echo "passed=${scan.passed} reasons=${scan.reasons.size()} fixable=${scan.fixable} new=${scan.newFindings} by=${scan.scanner}"
                }
                """);

        jenkins.assertLogContains("passed=true reasons=0 fixable=0 new=null by=built-in", run);
    }

    @Test
    void securityScanRefusesAMistakeBeforeItLooks(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "node { securityScan checks: ['viruses'] }");

        jenkins.assertLogContains("checks: 'viruses' is not valid: expected any of vulnerability", run);
        jenkins.assertLogNotContains("[scan]", run);
    }

    @Test
    void securityScanTakesItsScannersFromATool(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "node { securityScan tool: 'trivy' }");

        jenkins.assertLogContains("tool: 'trivy' is not valid: expected one of the security scanners", run);
    }

    @Test
    void buildImageRefusesARepositoryThatIsNone(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "node { buildImage repository: 'no such name' }");

        jenkins.assertLogContains("repository: 'no such name' is not valid", run);
    }

    @Test
    void deployToClusterNamesTheClustersThatThereAre(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, "deployToCluster image: 'shop:1', cluster: 'nowhere'");

        jenkins.assertLogContains("cluster: 'nowhere' is not valid: expected one of []", run);
    }

    @Test
    void rollbackDeploymentNeedsAWorkloadThatWasDeployed(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                Result.FAILURE,
                "rollbackDeployment environment: 'staging', dockerHost: 'unix:///nowhere.sock'");

        jenkins.assertLogContains("this job has not deployed to staging yet", run);
    }

    @Test
    void whatTheBuildLogHidesIsHiddenInTheEventsToo(JenkinsRule jenkins) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "token", "", Secret.fromString("s3cr3t-directory")));
        WorkflowRun run = run(jenkins, Result.SUCCESS, """
                node {
                    withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {
                        writeFile file: "${TOKEN}/index.html", text: '<h1>Coffee</h1>'
                        securityScan dir: TOKEN, scanner: 'built-in'
                    }
                }
                """);

        String events = Files.readString(run.getRootDir().toPath().resolve("autodeploy/events.jsonl"));
        assertThat(events).contains("Scanning ****").doesNotContain("s3cr3t-directory");
    }

    private static WorkflowRun run(JenkinsRule jenkins, Result expected, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0));
    }
}
