package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.GitRepository;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.ImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageTags;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.config.Registry;
import io.jenkins.plugins.autodeploy.jenkins.host.AgentMachine;
import io.jenkins.plugins.autodeploy.jenkins.host.AgentProject;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import io.jenkins.plugins.autodeploy.jenkins.host.FilePathWorkspace;
import io.jenkins.plugins.autodeploy.jenkins.host.LauncherCommandRunner;
import io.jenkins.plugins.autodeploy.jenkins.run.BuildJournal;
import io.jenkins.plugins.autodeploy.jenkins.security.RunCredentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Builds with a tool of the agent through the step's launcher, or with Jib in a call to the agent. */
final class BuildImageExecution extends WorkspaceStepExecution {
    private static final long serialVersionUID = 1L;

    private final String repository;
    private final ArrayList<String> tags;
    private final String dir;
    private final String dockerfile;
    private final String builder;
    private final TreeMap<String, String> buildArgs;
    private final TreeMap<String, String> labels;
    private final String target;
    private final String platform;
    private final String network;
    private final TreeMap<String, String> secrets;
    private final ArrayList<String> cacheFrom;
    private final String cacheTo;
    private final String format;
    private final String baseImage;
    private final boolean latest;
    private final String latestFor;
    private final Boolean push;
    private final String credentialsId;
    private final boolean insecureRegistry;
    private final boolean noCache;
    private final boolean pull;
    private final int timeoutMinutes;

    BuildImageExecution(BuildImageStep step, StepContext context) {
        super(context);
        repository = step.getRepository();
        tags = new ArrayList<>(step.getTags());
        dir = step.getDir();
        dockerfile = step.getDockerfile();
        builder = step.getBuilder();
        buildArgs = new TreeMap<>(step.getBuildArgs());
        labels = new TreeMap<>(step.getLabels());
        target = step.getTarget();
        platform = step.getPlatform();
        network = step.getNetwork();
        secrets = new TreeMap<>(step.getSecrets());
        cacheFrom = new ArrayList<>(step.getCacheFrom());
        cacheTo = step.getCacheTo();
        format = step.getFormat();
        baseImage = step.getBaseImage();
        latest = step.isLatest();
        latestFor = step.getLatestFor();
        push = step.getPush();
        credentialsId = step.getCredentialsId();
        insecureRegistry = step.isInsecureRegistry();
        noCache = step.isNoCache();
        pull = step.isPull();
        timeoutMinutes = step.getTimeoutMinutes();
    }

    @Override
    Map<String, Object> work(BuildJournal journal) throws Exception {
        FilePath root = getContext().get(FilePath.class);
        EnvVars environment = getContext().get(EnvVars.class);
        LauncherCommandRunner commands = new LauncherCommandRunner(getContext().get(Launcher.class), environment);
        // The pipeline may know better than what is checked out now.
        String given = environment.get("GIT_COMMIT", "");
        Optional<String> commit = GitRepository.isCommit(given)
                ? Optional.of(given)
                : new GitRepository(commands, root.child(dir).getRemote()).head();
        BuildRequest request = request(commit.orElse(null));
        ImageBuild build = new ImageBuild(new AgentProject(root), new AgentMachine(root), journal.lastImages());
        BuiltImage image = build.build(
                request,
                new FilePathWorkspace(root),
                commands,
                journal,
                AutoDeployRuntime.get().clock());
        journal.built(image);
        return StepResults.of(image);
    }

    private BuildRequest request(String commit) throws Exception {
        if (repository == null) {
            throw new InvalidInputException("repository", "", "a repository such as registry.example.com/team/app");
        }
        Run<?, ?> run = getContext().get(Run.class);
        Optional<Registry> registry = AutoDeployConfiguration.get().registryOf(repository);
        return new BuildRequest(
                repository,
                ImageTags.of(tags, commit, run.getNumber(), latest, latestFor),
                new BuildRequest.Source(dir, dockerfile, commit),
                builder,
                parameters(run),
                push == null ? BuildRequest.namesRegistry(repository) : push,
                new RegistryAccess(
                        credentials(run, registry),
                        insecureRegistry || registry.map(Registry::isInsecure).orElse(false),
                        registry.map(Registry::getCertificateAuthority).orElse(null)),
                Duration.ofMinutes(StepLimits.minutes(timeoutMinutes)));
    }

    private BuildParameters parameters(Run<?, ?> run) throws InvalidInputException {
        RunCredentials credentials = new RunCredentials(run);
        Map<String, SecretText> values = new TreeMap<>();
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            values.put(secret.getKey(), credentials.text("secrets", secret.getValue()));
        }
        return BuildParameters.builder()
                .buildArgs(buildArgs)
                .labels(labels)
                .target(target)
                .platforms(platform == null ? List.of() : List.of(platform.split("\\s*,\\s*")))
                .noCache(noCache)
                .pull(pull)
                .network(network)
                .secrets(values)
                .cacheFrom(cacheFrom)
                .cacheTo(cacheTo)
                .format(format)
                .baseImage(baseImage)
                .build();
    }

    private RegistryCredentials credentials(Run<?, ?> run, Optional<Registry> registry) throws InvalidInputException {
        String id =
                credentialsId == null ? registry.map(Registry::getCredentialsId).orElse(null) : credentialsId;
        return Util.fixEmpty(id) == null ? null : new RunCredentials(run).registry("credentialsId", id);
    }
}
