package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.builder.DockerClient.Build;
import io.jenkins.plugins.autodeploy.engine.image.builder.DockerClient.Versions;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.DockerfileChoice;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds by {@code docker build}: with BuildKit where the client has it, else with the classic builder. Several platforms are built one after the other and put into one index. */
final class DockerBuilder implements ImageBuilder {
    static final String NAME = "docker";

    private static final String ID_FILE = "image-id";
    private static final int LONGEST_ID = 200;

    private final Machine machine;
    private final Tool tool;
    private final DockerClient client;
    private final Versions versions;
    private final Build build;
    private final boolean exportsCache;

    private DockerBuilder(Machine machine, Versions versions, Build build, boolean exportsCache) {
        this.machine = machine;
        this.tool = machine.tool(NAME);
        this.client = new DockerClient(tool);
        this.versions = versions;
        this.build = build;
        this.exportsCache = exportsCache;
    }

    static Found find(Machine machine, BuildRequest request) throws InterruptedException {
        DockerClient client = new DockerClient(machine.tool(NAME));
        Versions versions = client.versions();
        if (!versions.daemonAnswers()) {
            String why = versions.client().isEmpty() ? "there is no docker client" : "no docker daemon answers";
            return Found.no(NAME, why, versions.said());
        }
        try {
            boolean exportsAsked = BuildFeature.CACHE_TO.isAskedBy(request);
            Build build = client.build(versions, exportsAsked);
            boolean exports = build == Build.BUILDX && exportsAsked && client.exportsCache();
            return Found.yes(new DockerBuilder(machine, versions, build, exports));
        } catch (IOException e) {
            return Found.no(NAME, "the docker client does not run", e.getMessage());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<BuildFeature, String> cannot() {
        return BuilderLimits.ofDocker(build, exportsCache);
    }

    @Override
    public MadeImage make(BuildOrder order) throws InvalidInputException, StageFailedException, InterruptedException {
        BuildParameters parameters = order.request().parameters();
        boolean several = parameters.platforms().size() > 1;
        if (several && !order.request().push()) {
            throw new InvalidInputException(
                    "platform",
                    String.join(",", parameters.platforms()),
                    "one platform where nothing is pushed: docker keeps no index");
        }
        order.stages().events().log(Stage.BUILD, "Building with docker %s and %s".formatted(versions.server(), build));
        Optional<String> base = baseDigest(order);
        Map<String, String> labels = ImageLabels.withBase(order, base.orElse(null));
        MadeImage made = several ? DockerIndex.make(this, order, labels) : makeOne(order, labels);
        return made.basedOn(base.orElse(null));
    }

    Tool tool() {
        return tool;
    }

    Machine machine() {
        return machine;
    }

    private MadeImage makeOne(BuildOrder order, Map<String, String> labels)
            throws StageFailedException, InterruptedException {
        String platform =
                order.request().parameters().platforms().stream().findFirst().orElse(null);
        MadeImage made = build(order, labels, platform, order.names().references());
        if (!order.request().push()) {
            return made;
        }
        order.stages().end(StageStatus.SUCCEEDED, "Built " + made.digest());
        order.stages().begin(Stage.PUSH, "Pushing to " + order.names().registry());
        try (DockerPush push = DockerPush.open(this, order)) {
            String digest = "";
            for (String reference : order.names().references()) {
                digest = push.push(reference);
            }
            return made.pushedAs(digest);
        }
    }

    /**
     * Builds for one platform.
     *
     * @param platform null for the daemon's own
     * @param references what the daemon calls the image
     * @return with the image's id
     */
    MadeImage build(BuildOrder order, Map<String, String> labels, String platform, List<String> references)
            throws StageFailedException, InterruptedException {
        BuildOutput output = new BuildOutput(
                order.stages().events(),
                machine.clock(),
                build == Build.CLASSIC ? OutputDialect.NUMBERED : OutputDialect.BUILDKIT);
        try (TemporaryDirectory temporary = machine.workspace().createTemporaryDirectory();
                RegistryFolder registry = RegistryFolder.open(
                        machine.workspace(), order.names(), order.accessOfBuild(), plugins(order))) {
            DockerfileChoice dockerfile =
                    build == Build.CLASSIC ? order.dockerfile().forClassicBuilder() : order.dockerfile();
            if (build == Build.CLASSIC && order.dockerfile().ignore() != null) {
                order.stages()
                        .events()
                        .log(Stage.BUILD, "The classic builder leaves nothing out of the image: add a .dockerignore");
            }
            dockerfile.writeGenerated(temporary);
            DockerArguments arguments = new DockerArguments(order.request(), build, temporary.path() + "/" + ID_FILE);
            BuildSecrets.write(order.request(), temporary);
            int exitCode = tool.run(
                    arguments.of(
                            references,
                            labels,
                            platform,
                            BuildSecrets.arguments(order.request(), temporary),
                            dockerfile.absolutePath(machine.workspace(), temporary),
                            dockerfile.contextPath(machine.workspace())),
                    environment(order, registry),
                    order.deadline().remaining(),
                    output::line,
                    output::line);
            if (exitCode != 0) {
                throw failure(output, exitCode);
            }
            String id = new String(temporary.read(ID_FILE, LONGEST_ID), StandardCharsets.US_ASCII).strip();
            String base = order.baseImage().flatMap(output::digestOf).orElse(null);
            return client.inspect(id).basedOn(base).withSteps(output.steps());
        } catch (CommandTimeoutException e) {
            throw BuildFaults.tooLate(order.request(), output.failure(), e);
        } catch (IOException e) {
            throw BuildFaults.notRun(e);
        }
    }

    /** What replaces the machine's own docker configuration for a process that has to know the credentials. */
    Map<String, String> withCredentials(RegistryFolder registry) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        if (registry.authFile() != null) {
            environment.put("DOCKER_CONFIG", registry.path());
            // The current context is part of the configuration that is replaced here.
            String endpoint = client.endpoint();
            if (!endpoint.isEmpty()) {
                environment.put("DOCKER_HOST", endpoint);
            }
        }
        return environment;
    }

    private Map<String, String> environment(BuildOrder order, RegistryFolder registry)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(
                Map.of("DOCKER_BUILDKIT", build == Build.CLASSIC ? "0" : "1", "BUILDKIT_PROGRESS", "plain"));
        // Attestations would make an index of every image, and cost time that nobody asked for.
        environment.put("BUILDX_NO_DEFAULT_ATTESTATIONS", "1");
        environment.putAll(withCredentials(registry));
        return environment;
    }

    private String plugins(BuildOrder order) throws IOException, InterruptedException {
        boolean needed = build == Build.BUILDX && order.accessOfBuild().credentials() != null;
        return needed ? client.pluginDirectory().orElse(null) : null;
    }

    /** What the last stage starts from. A name may mean another image in an hour, so it is asked for before the build, pulled where that is the only way. */
    private Optional<String> baseDigest(BuildOrder order) throws InterruptedException {
        String base = order.baseImage().orElse(null);
        if (base == null) {
            return Optional.empty();
        }
        try {
            boolean pull = order.request().parameters().pull();
            if (BaseImages.pinned(base).isPresent()) {
                return BaseImages.pinned(base);
            }
            DockerClient.Local local = client.local(base);
            if (!pull && local.there()) {
                return local.digest();
            }
            if (build == Build.BUILDX) {
                return client.digestInRegistry(base);
            }
            order.stages().events().log(Stage.BUILD, "Pulling " + base);
            tool.run(
                    List.of("pull", base),
                    Map.of(),
                    order.deadline().remaining(),
                    line -> order.stages().events().log(Stage.BUILD, line),
                    line -> order.stages().events().log(Stage.BUILD, line));
            return client.local(base).digest();
        } catch (IOException e) {
            // The build itself says better what is wrong with its base.
            return Optional.empty();
        }
    }

    private StageFailedException failure(BuildOutput output, int exitCode) throws InterruptedException {
        if (!client.versions().daemonAnswers()) {
            return new StageFailedException(
                    Stage.BUILD,
                    "The docker daemon went away during the build: %s".formatted(output.failure()),
                    "Start the daemon again and look into its log.");
        }
        return BuildFaults.failed("docker build", exitCode, output);
    }
}
