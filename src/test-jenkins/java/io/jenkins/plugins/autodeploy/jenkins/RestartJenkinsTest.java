package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.RollbackOrder;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.run.PageRollback;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A deployment outlives Jenkins: after a restart its step is taken up from the state that was kept with the build. */
class RestartJenkinsTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aDeploymentGoesOnAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = begin(jenkins);
            jenkins.waitForMessage("Waiting for the slow cluster", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("Taken up again", run);
            jenkins.assertLogContains("the step returned SUCCEEDED", run);
            List<DeploymentAction> actions = run.getActions(DeploymentAction.class);
            assertThat(actions).hasSize(1);
            assertThat(actions.get(0).getStatus()).isEqualTo("SUCCEEDED");
            await("what was kept for a restart is gone")
                    .untilAsserted(() -> assertThat(run.getRootDir().toPath().resolve("autodeploy"))
                            .isDirectoryNotContaining("glob:**.state.json"));
        });
    }

    @Test
    void anAbortedBuildEndsItsDeployment() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = begin(jenkins);
            jenkins.waitForMessage("Waiting for the slow cluster", run);
            run.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            assertThat(run.getAction(DeploymentAction.class).getStatus()).isEqualTo("ABORTED");
        });
    }

    @Test
    void whatAKilledBuildLeavesIsTakenBack() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = begin(jenkins);
            jenkins.waitForMessage("Waiting for the slow cluster", run);
            run.doKill();
            await().untilAsserted(() -> {
                assertThat(run.getAction(DeploymentAction.class).getStatus()).isEqualTo("ABORTED");
                assertThat(run.getRootDir().toPath().resolve("autodeploy"))
                        .isDirectoryNotContaining("glob:**.state.json");
            });
        });
    }

    @Test
    void aRollbackFromThePageGoesOnAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = begin(jenkins);
            jenkins.waitForMessage("Waiting for the slow cluster", run);
            run.getExecutor().interrupt();
            jenkins.waitForCompletion(run);
            Deployment deployed = run.getAction(DeploymentAction.class).getValue();

            new PageRollback(run.getParent())
                    .start(new RollbackOrder(deployed.environment(), deployed.target(), null, "too slow"));
            assertThat(run.getActions(DeploymentAction.class))
                    .extracting(DeploymentAction::getStatus)
                    .containsExactly("ABORTED", "VERIFYING");
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
            await().untilAsserted(() -> assertThat(run.getActions(DeploymentAction.class))
                    .extracting(DeploymentAction::getStatus)
                    .containsExactly("ABORTED", "SUCCEEDED"));
        });
    }

    @Test
    void whatWasDeployedIsReadAgainFromTheBuild() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun run = begin(jenkins);
            jenkins.waitForMessage("Waiting for the slow cluster", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
            jenkins.waitForCompletion(run);
            assertThat(run.getAction(DeploymentAction.class).getValue().image()).isEqualTo("shop:1");
        });
    }

    private static WorkflowRun begin(JenkinsRule jenkins) throws Exception {
        AutoDeployConfiguration.get().setClusters(List.of(new SlowCluster("slow")));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("""
                def deployment = deployToCluster image: 'shop:1', environment: 'staging', cluster: 'slow'
                echo "the step returned ${deployment.status}"
                """, true));
        return job.scheduleBuild2(0).waitForStart();
    }
}
