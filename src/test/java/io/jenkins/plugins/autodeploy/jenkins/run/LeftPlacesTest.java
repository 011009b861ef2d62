package io.jenkins.plugins.autodeploy.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.LockStore;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.live.RunningDeployments;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.time.InstantSource;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;

/** Which places stay reserved after a restart: those of builds and of rollbacks that go on. */
class LeftPlacesTest {
    private final LockStore store = LockStore.inMemory();
    private final Jenkins jenkins = mock(Jenkins.class);
    private final RunsWithoutBuild withoutBuild = mock(RunsWithoutBuild.class);
    private final Job<?, ?> job = mock(Job.class);
    private List<MockedStatic<?>> statics;

    @BeforeEach
    void mockJenkins() {
        AutoDeployRuntime runtime = mock(AutoDeployRuntime.class);
        when(runtime.locks()).thenReturn(new TargetLocks(store, InstantSource.system()));
        when(runtime.running()).thenReturn(new RunningDeployments());
        when(job.getFullName()).thenReturn("team/shop");
        MockedStatic<AutoDeployRuntime> runtimes = mockStatic(AutoDeployRuntime.class);
        runtimes.when(AutoDeployRuntime::get).thenReturn(runtime);
        MockedStatic<RunsWithoutBuild> pages = mockStatic(RunsWithoutBuild.class);
        pages.when(RunsWithoutBuild::get).thenReturn(withoutBuild);
        MockedStatic<Jenkins> jenkinses = mockStatic(Jenkins.class);
        jenkinses.when(Jenkins::get).thenReturn(jenkins);
        statics = List.of(runtimes, pages, jenkinses, mockStatic(ACL.class));
        when(jenkins.getItemByFullName("team/shop", Job.class)).thenReturn(job);
    }

    @AfterEach
    void close() {
        statics.forEach(MockedStatic::close);
    }

    @Test
    void staysForABuildThatResumes() {
        build(7, true);
        reserve("a", "team/shop", 7);

        LeftPlaces.release();

        assertThat(reserved()).containsExactly("a");
    }

    @Test
    void goesWithABuildThatIsOverOrGoneAndWithItsJob() {
        build(7, false);
        reserve("over", "team/shop", 7);
        reserve("gone", "team/shop", 8);
        reserve("job gone", "team/deleted", 1);
        reserve("nobody's", null, 0);

        LeftPlaces.release();

        assertThat(reserved()).isEmpty();
    }

    @Test
    void staysForARollbackThatGoesOnThoughItsBuildIsOver() {
        build(7, false);
        reserve("rollback", "team/shop", 7);
        when(withoutBuild.isGoing("rollback")).thenReturn(true);

        LeftPlaces.release();

        assertThat(reserved()).containsExactly("rollback");
    }

    @Test
    void staysUntilWhatABuildLeftIsTakenBack() throws Exception {
        Run<?, ?> run = build(7, false);
        Deployment canary = Samples.deployment(7, "production", DeploymentStatus.VERIFYING);
        reserve(canary.id(), "team/shop", 7);
        DeploymentAction action = mock(DeploymentAction.class);
        when(action.getValue()).thenReturn(canary);
        when(run.getActions(DeploymentAction.class)).thenReturn(List.of(action));
        when(withoutBuild.isGoing(canary.id())).thenReturn(false, true);

        LeftPlaces.release();

        verify(withoutBuild).takeBack(run, action, "Its build ended before it");
        assertThat(reserved()).containsExactly(canary.id());
    }

    private Run<?, ?> build(int number, boolean goesOn) {
        Run<?, ?> run = mock(Run.class);
        doReturn(job).when(run).getParent();
        when(run.isInProgress()).thenReturn(goesOn);
        doReturn(run).when(job).getBuildByNumber(number);
        return run;
    }

    private void reserve(String deployment, String ofJob, int run) {
        store.update(
                queues -> queues.enter(Samples.PRODUCTION, new Place(deployment, ofJob, run, Samples.START, null)));
    }

    private List<String> reserved() {
        return store.read().places().stream().map(Place::deployment).toList();
    }
}
