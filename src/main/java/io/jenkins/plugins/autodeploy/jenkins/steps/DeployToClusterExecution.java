package io.jenkins.plugins.autodeploy.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.HealthCheck;
import io.jenkins.plugins.autodeploy.engine.deploy.RequestRules;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.GitRepository;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.host.LauncherCommandRunner;
import io.jenkins.plugins.autodeploy.jenkins.host.WorkspaceManifests;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import io.jenkins.plugins.autodeploy.jenkins.run.NewsSubject;
import io.jenkins.plugins.autodeploy.jenkins.run.RunFacts;
import io.jenkins.plugins.autodeploy.jenkins.security.FreezeOverrideRight;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Deploys an image. */
final class DeployToClusterExecution extends DeploymentStepExecution {
    private static final long serialVersionUID = 1L;

    /** The {@link DeployRequest} without its manifests, as JSON: a record has no serial form that survives its growth. */
    private final String request;

    /** Names of the manifests in the workspace; null when they are generated. */
    private final String manifests;

    private DeployToClusterExecution(DeployToClusterStep step, DeployRequest request, StepContext context) {
        super(step, request.id(), context);
        this.request = Json.write(request);
        this.manifests = step.getManifests();
    }

    static DeployToClusterExecution of(DeployToClusterStep step, StepContext context) throws Exception {
        try {
            return new DeployToClusterExecution(step, request(step, context.get(Run.class)), context);
        } catch (InvalidInputException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private static DeployRequest request(DeployToClusterStep step, Run<?, ?> run) throws InvalidInputException {
        RequestRules.checkImage(step.getImage());
        AutoDeployConfiguration.get().checkChannels(step.getNotify());
        RunFacts facts = new RunFacts(run);
        return DeployRequest.of(facts.newDeploymentId(), step.getEnvironment(), step.getImage())
                .namespace(step.getNamespace())
                .workload(step.getWorkload() == null ? DeployRequest.workloadOf(step.getImage()) : step.getWorkload())
                .replicas(step.getReplicas())
                .port(step.getPort())
                .publicPort(step.getPublicPort())
                .env(step.getEnv())
                .variables(step.getVariables())
                .plan(step.plan())
                .healthCheck(new HealthCheck(step.getHealthCheck(), StepLimits.HEALTH_INTERVAL))
                .timeout(Duration.ofMinutes(StepLimits.minutes(step.getTimeoutMinutes())))
                .rollbackOnFailure(step.isRollbackOnFailure())
                .dryRun(step.isDryRun())
                .trigger(facts.trigger())
                .commit(facts.commit())
                .allowOutdated(step.isAllowOutdated())
                .freezeOverride(step.getOverrideFreeze())
                .approval(step.getApproval() == null ? null : step.getApproval().toRule())
                .build();
    }

    @Override
    NewsSubject subject(List<String> channels) throws IOException {
        return NewsSubject.of(Json.read(request, DeployRequest.class), channels);
    }

    @Override
    DeploymentRun begin(DeploymentEngine engine, DeploymentObserver observer, BuildJournal journal) throws Exception {
        DeployRequest stored = Json.read(request, DeployRequest.class);
        if (stored.freezeOverride() != null) {
            FreezeOverrideRight.check(
                    getContext().get(Run.class),
                    stored.freezeOverride(),
                    stored.trigger().user());
        }
        DeployRequest.Builder complete = stored.toBuilder().commitTime(commitTime(stored.commit()));
        if (manifests != null) {
            complete.manifests(WorkspaceManifests.read(getContext().get(FilePath.class), runner(), manifests));
        }
        return engine.deploy(complete.build(), observer);
    }

    /** Asked of the repository that the step's workspace has checked out, if it has one. */
    @CheckForNull
    private Instant commitTime(@CheckForNull String commit) throws IOException, InterruptedException {
        FilePath workspace = getContext().get(FilePath.class);
        CommandRunner git = runner();
        return commit == null || workspace == null || git == null
                ? null
                : new GitRepository(git, workspace.getRemote()).timeOf(commit).orElse(null);
    }

    /** Null outside {@code node}. */
    @CheckForNull
    private CommandRunner runner() throws IOException, InterruptedException {
        Launcher launcher = getContext().get(Launcher.class);
        return launcher == null
                ? null
                : new LauncherCommandRunner(launcher, getContext().get(EnvVars.class));
    }
}
