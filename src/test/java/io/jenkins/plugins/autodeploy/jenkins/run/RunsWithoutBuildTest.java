package io.jenkins.plugins.autodeploy.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import hudson.model.Job;
import hudson.model.Run;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.LockStore;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.MockedConstruction;
import org.mockito.MockedStatic;

class RunsWithoutBuildTest {
    private final ExecutorService workers = mock(ExecutorService.class);
    private final Run<?, ?> run = mock(Run.class);
    private final DeploymentAction action = mock(DeploymentAction.class);
    private final RunsWithoutBuild withoutBuild = new RunsWithoutBuild();
    private List<MockedStatic<?>> statics;
    private MockedConstruction<AtomicFileWriter> files;

    @BeforeEach
    void mockJenkins(@TempDir Path home) {
        AutoDeployRuntime runtime = mock(AutoDeployRuntime.class);
        when(runtime.workers()).thenReturn(workers);
        when(runtime.locks()).thenReturn(new TargetLocks(LockStore.inMemory(), InstantSource.system()));
        Jenkins jenkins = mock(Jenkins.class);
        when(jenkins.getRootDir()).thenReturn(home.toFile());
        MockedStatic<AutoDeployRuntime> runtimes = mockStatic(AutoDeployRuntime.class);
        runtimes.when(AutoDeployRuntime::get).thenReturn(runtime);
        MockedStatic<Jenkins> jenkinses = mockStatic(Jenkins.class);
        jenkinses.when(Jenkins::get).thenReturn(jenkins);
        statics = List.of(runtimes, jenkinses);
        files = mockConstruction(AtomicFileWriter.class, (writer, file) -> doAnswer(
                        written -> Files.writeString((Path) file.arguments().get(0), written.getArgument(0)))
                .when(writer)
                .write(anyString()));
        Job<?, ?> job = mock(Job.class);
        when(job.getFullName()).thenReturn("team/shop");
        doReturn(job).when(run).getParent();
    }

    @AfterEach
    void close() {
        files.close();
        statics.forEach(MockedStatic::close);
    }

    @Test
    void takesBackOnceWhatTwoFindLeft() throws Exception {
        Deployment left = deployment(DeploymentStatus.VERIFYING);

        withoutBuild.takeBack(run, action, "Its build ended before it");
        withoutBuild.takeBack(run, action, "Its build ended before it");

        verify(workers, times(1)).submit(any(Runnable.class));
        assertThat(withoutBuild.goingOnWith(run)).containsExactly(left.id());
    }

    @Test
    void leavesWhatSomebodyHasTakenBackMeanwhile() throws Exception {
        Deployment left = deployment(DeploymentStatus.VERIFYING);
        withoutBuild.takeBack(run, action, "Its build ended before it");
        deployment(DeploymentStatus.ABORTED);
        withoutBuild.ended(left.id());

        withoutBuild.takeBack(run, action, "Its build ended before it");

        verify(workers, times(1)).submit(any(Runnable.class));
        assertThat(withoutBuild.isGoing(left.id())).isFalse();
    }

    @Test
    void takesUpOnceWhatItsBuildHasLeftWhileJenkinsWasStarting() throws Exception {
        deployment(DeploymentStatus.VERIFYING);

        withoutBuild.takeBack(run, action, "Its build ended before it");
        withoutBuild.onLoaded();

        verify(workers, times(1)).submit(any(Runnable.class));
    }

    @Test
    void takesUpWhatWentOnWhenJenkinsWentDown() throws Exception {
        deployment(DeploymentStatus.VERIFYING);
        withoutBuild.takeBack(run, action, "Its build ended before it");

        new RunsWithoutBuild().onLoaded();

        verify(workers, times(2)).submit(any(Runnable.class));
    }

    @Test
    void takesNothingBackThatIsOver() throws Exception {
        deployment(DeploymentStatus.SUCCEEDED);

        withoutBuild.takeBack(run, action, "Its build ended before it");

        verify(workers, never()).submit(any(Runnable.class));
    }

    private Deployment deployment(DeploymentStatus status) {
        Deployment deployment = Samples.deployment(7, "production", status);
        when(action.getValue()).thenReturn(deployment);
        return deployment;
    }
}
