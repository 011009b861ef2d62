package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.builder.Tool.Output;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Builds by buildah or podman, which share their engine and nearly all options and need no daemon. How they isolate and where they store is the machine's affair
 * ({@code BUILDAH_ISOLATION}, {@code CONTAINERS_STORAGE_CONF}, {@code STORAGE_DRIVER}).
 */
final class ContainersBuilder implements ImageBuilder {
    private static final String ID_FILE = "image-id";
    private static final int LONGEST_ID = 200;

    private final Machine machine;
    private final ContainersTool kind;
    private final Tool tool;
    private final String version;

    private ContainersBuilder(Machine machine, ContainersTool kind, String version) {
        this.machine = machine;
        this.kind = kind;
        this.tool = machine.tool(kind.program());
        this.version = version;
    }

    static Found find(Machine machine, ContainersTool kind) throws InterruptedException {
        Tool tool = machine.tool(kind.program());
        try {
            Output version = tool.ask("--version");
            if (!version.succeeded()) {
                return Found.no(kind.program(), "there is no " + kind.program(), version.errors());
            }
            // A store that cannot be opened shows here, before anything is built.
            Output info = tool.ask("info");
            return info.succeeded()
                    ? Found.yes(new ContainersBuilder(machine, kind, version.text()))
                    : Found.no(kind.program(), kind.program() + " cannot work on this machine", info.errors());
        } catch (IOException e) {
            return Found.no(kind.program(), "there is no " + kind.program(), e.getMessage());
        }
    }

    @Override
    public String name() {
        return kind.program();
    }

    @Override
    public Map<BuildFeature, String> cannot() {
        return BuilderLimits.CONTAINERS;
    }

    @Override
    public MadeImage make(BuildOrder order) throws StageFailedException, InterruptedException {
        order.stages().events().log(Stage.BUILD, "Building with " + version);
        boolean several = order.request().parameters().platforms().size() > 1;
        // A name of its own: a list that is there already would be added to.
        String list = several ? "localhost/autodeploy-%s:index".formatted(UUID.randomUUID()) : null;
        try {
            MadeImage made = build(order, list);
            if (order.request().push()) {
                order.stages().end(StageStatus.SUCCEEDED, "Built " + made.digest());
                order.stages().begin(Stage.PUSH, "Pushing to " + order.names().registry());
                return made.pushedAs(push(order, list == null ? made.digest() : list, several));
            }
            tagList(order, list);
            return made;
        } catch (IOException e) {
            throw BuildFaults.notRun(e);
        } finally {
            if (list != null) {
                // Where it has other names by now, it only loses this one.
                forget(List.of("manifest", "rm", list));
            }
        }
    }

    private MadeImage build(BuildOrder order, @CheckForNull String list)
            throws IOException, StageFailedException, InterruptedException {
        try (RegistryFolder registry = RegistryFolder.open(machine.workspace(), order.names(), order.accessOfBuild())) {
            String base = baseDigest(order, registry).orElse(null);
            return build(order, registry, ImageLabels.withBase(order, base), list)
                    .basedOn(base);
        }
    }

    private String push(BuildOrder order, String source, boolean index)
            throws IOException, StageFailedException, InterruptedException {
        try (RegistryFolder registry = RegistryFolder.open(
                machine.workspace(), order.names(), order.request().registry())) {
            ContainersPush push = new ContainersPush(machine, kind, order, registry);
            String digest = "";
            for (String reference : order.names().references()) {
                digest = push.push(source, reference, index);
            }
            return digest;
        }
    }

    /** What the last stage starts from, pulled before the build where it has to be: what the tools note themselves is the digest of the layer that they found in their cache. */
    private Optional<String> baseDigest(BuildOrder order, RegistryFolder registry) throws InterruptedException {
        String base = order.baseImage().orElse(null);
        if (base == null || BaseImages.pinned(base).isPresent()) {
            return Optional.ofNullable(base).flatMap(BaseImages::pinned);
        }
        try {
            Optional<String> there = order.request().parameters().pull() ? Optional.empty() : digestInStore(base);
            if (there.isPresent()) {
                return there;
            }
            order.stages().events().log(Stage.BUILD, "Pulling " + base);
            List<String> arguments = new ArrayList<>(List.of("pull"));
            arguments.addAll(ContainersArguments.access(order, registry));
            arguments.add(base);
            tool.run(
                    arguments,
                    Map.of(),
                    order.deadline().remaining(),
                    line -> order.stages().events().log(Stage.BUILD, line),
                    line -> order.stages().events().log(Stage.BUILD, line));
            return digestInStore(base);
        } catch (IOException e) {
            // The build itself says better what is wrong with its base.
            return Optional.empty();
        }
    }

    private Optional<String> digestInStore(String image) throws IOException, InterruptedException {
        Output output = tool.ask(kind.digestOf(image).toArray(String[]::new));
        return Optional.of(output.text().strip()).filter(digest -> digest.startsWith("sha256:"));
    }

    private MadeImage build(
            BuildOrder order, RegistryFolder registry, Map<String, String> labels, @CheckForNull String list)
            throws StageFailedException, InterruptedException {
        BuildOutput output = new BuildOutput(order.stages().events(), machine.clock(), OutputDialect.NUMBERED);
        WorkingContainers working = new WorkingContainers(output::line);
        boolean done = false;
        try (TemporaryDirectory temporary = machine.workspace().createTemporaryDirectory()) {
            order.dockerfile().writeGenerated(temporary);
            BuildSecrets.write(order.request(), temporary);
            List<String> arguments = new ContainersArguments(order, kind)
                    .of(
                            temporary.path() + "/" + ID_FILE,
                            list,
                            labels,
                            BuildSecrets.arguments(order.request(), temporary),
                            registry,
                            order.dockerfile().absolutePath(machine.workspace(), temporary),
                            ignoreFile(order, temporary),
                            order.dockerfile().contextPath(machine.workspace()));
            // What it keeps while it builds goes with this directory, also when it is killed.
            int exitCode = tool.run(
                    arguments,
                    Map.of("TMPDIR", temporary.path()),
                    order.deadline().remaining(),
                    output::line,
                    working::line);
            if (exitCode != 0) {
                throw BuildFaults.failed(kind.program() + " build", exitCode, output);
            }
            done = true;
            String id = list != null
                    ? firstOf(list)
                    : new String(temporary.read(ID_FILE, LONGEST_ID), StandardCharsets.US_ASCII).strip();
            return new ContainersImage(tool, kind).inspect(id).withSteps(output.steps());
        } catch (CommandTimeoutException e) {
            throw BuildFaults.tooLate(order.request(), output.failure(), e);
        } catch (IOException e) {
            throw BuildFaults.notRun(e);
        } finally {
            if (!done) {
                for (String container : working.ids()) {
                    forget(kind.removeContainer(container));
                }
            }
        }
    }

    private static String ignoreFile(BuildOrder order, TemporaryDirectory temporary) {
        return order.dockerfile().ignore() == null ? null : temporary.path() + "/Dockerfile.dockerignore";
    }

    /** The image for the first platform of an index. */
    private String firstOf(String list) throws IOException, InterruptedException {
        Output output = tool.ask("manifest", "inspect", list);
        String digest = output.json().path("manifests").path(0).path("digest").asText("");
        if (digest.isEmpty()) {
            throw new IOException(
                    "%s does not know the index that it made: %s".formatted(kind.program(), output.errors()));
        }
        return list.substring(0, list.lastIndexOf(':')) + "@" + digest;
    }

    private void tagList(BuildOrder order, @CheckForNull String list) throws IOException, InterruptedException {
        if (list != null) {
            for (String reference : order.names().references()) {
                tool.ask("tag", list, reference);
            }
        }
    }

    private void forget(List<String> arguments) throws InterruptedException {
        try {
            tool.ask(arguments.toArray(String[]::new));
        } catch (IOException e) {
            // The machine is gone, and with it what was to be removed there.
        }
    }
}
