package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.autodeploy.jenkins.actions.DetectedProjectAction;
import io.jenkins.plugins.autodeploy.jenkins.actions.SecurityScanAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps that work on files, on an agent in a process of its own: what they need travels there. */
@WithJenkins
class AgentJenkinsTest {
    private static final String PROJECT = """
            writeFile file: 'site/index.html', text: '<h1>Coffee</h1>'
            writeFile file: 'site/id_rsa', text: '''-----BEGIN RSA PRIVATE KEY-----
            MIIEpAIBAAKCAQEA2f8yXzq1mVbT0k3vN5rJwPqLxHc7sUeDaGtBnYoZiRkQlWMp
            -----END RSA PRIVATE KEY-----'''
            """;

    @Test
    void detectsAndScansOnTheAgent(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.SUCCESS, """
                node('remote') {
                    %s
                    echo "type ${detectProject(dir: 'site', generate: ['dockerfile']).type}"
                    echo "generated ${readFile('site/Dockerfile').contains('FROM nginx')}"
                    echo "passed ${securityScan(dir: 'site', scanner: 'built-in', failOn: 'NONE').counts}"
                }
                """.formatted(PROJECT));

        jenkins.assertLogContains("type static", run);
        jenkins.assertLogContains("generated true", run);
        assertThat(run.getAction(DetectedProjectAction.class)).isNotNull();
        assertThat(run.getAction(SecurityScanAction.class).getCounts()).isNotEmpty();
    }

    /** The agent's own process knows nothing of a step's PATH. */
    @Test
    void findsAProgramInThePathThatTheStepHas(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, """
                node('remote') {
                    writeFile file: 'tools/trivy', text: '#!/bin/sh\\necho "I am asked" >&2; exit 3'
                    sh 'chmod +x tools/trivy'
                    withEnv(["PATH+TOOLS=${pwd()}/tools"]) {
                        securityScan scanner: 'trivy'
                    }
                }
                """);

        jenkins.assertLogContains("Trivy cannot be run (exit code 3): I am asked", run);
    }

    @Test
    void buildsWithJibOnTheAgentAndSaysWhyThePushFailed(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, Result.FAILURE, """
                node('remote') {
                    %s
                    buildImage repository: 'localhost:1/team/site', dir: 'site', builder: 'jib', insecureRegistry: true,
                        baseImage: 'scratch'
                }
                """.formatted(PROJECT));

        jenkins.assertLogContains("Building with Jib, without a daemon", run);
        jenkins.assertLogContains("ERROR: ", run);
        jenkins.assertLogContains("localhost:1", run);
        jenkins.assertLogNotContains("at com.google.cloud.tools.jib", run);
    }

    private static WorkflowRun run(JenkinsRule jenkins, Result expected, String script) throws Exception {
        jenkins.createOnlineSlave(Label.get("remote"));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0));
    }
}
