package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** All five steps in one pipeline, as people write them: scripted and declarative, in the sandbox. */
@WithJenkins
class PipelinesJenkinsTest {
    /** There is no registry here: the image is not pushed, and that it is said is what shows that the step ran. */
    private static final String STEPS = """
            writeFile file: 'index.html', text: '<h1>Coffee</h1>'
            detectProject generate: ['kubernetes']
            catchError(buildResult: 'SUCCESS', stageResult: 'SUCCESS') {
                buildImage repository: 'localhost:1/site', builder: 'jib', insecureRegistry: true, baseImage: 'scratch'
            }
            securityScan scanner: 'built-in', failOn: 'HIGH'
            deployToCluster image: 'site:1', environment: 'staging', cluster: 'quick', port: 8080
            rollbackDeployment environment: 'staging', cluster: 'quick', reason: 'it was better'
            """;

    @Test
    void scripted(JenkinsRule jenkins) throws Exception {
        assertAllSteps(jenkins, "node {\n" + STEPS + "}\n");
    }

    @Test
    void declarative(JenkinsRule jenkins) throws Exception {
        assertAllSteps(jenkins, """
                pipeline {
                    agent any
                    stages {
                        stage('All') {
                            steps {
                                %s
                            }
                        }
                    }
                }
                """.formatted(STEPS));
    }

    private static void assertAllSteps(JenkinsRule jenkins, String pipeline) throws Exception {
        AutoDeployConfiguration.get().setClusters(List.of(new SlowCluster(SlowCluster.QUICK)));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(pipeline, true));

        WorkflowRun run = jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));

        jenkins.assertLogContains("[detect] Wrote kubernetes/", run);
        jenkins.assertLogContains("localhost:1", run);
        jenkins.assertLogContains("[scan] The scan of . passed", run);
        assertThat(run.getActions(DeploymentAction.class))
                .extracting(DeploymentAction::getStatus)
                .containsExactly("SUCCEEDED", "SUCCEEDED");
    }
}
