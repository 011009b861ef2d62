package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.builder.Tool.Output;
import io.jenkins.plugins.autodeploy.engine.image.registry.PushAttempts.PushFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildParameters;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds by kaniko in its own container, where it takes the place of the whole file system; it builds and pushes in one process. Options: <a
 * href="https://github.com/GoogleContainerTools/kaniko#additional-flags">kaniko's list</a>.
 */
final class KanikoBuilder implements ImageBuilder {
    static final String NAME = "kaniko";

    private static final String PROGRAM = "/kaniko/executor";
    private static final String DIGEST_FILE = "digest";
    private static final int LONGEST_DIGEST = 200;
    private static final Pattern PUSH_FAULT =
            Pattern.compile("error (?:pushing image|checking push permissions|pushing)", Pattern.CASE_INSENSITIVE);

    private final Machine machine;
    private final ImageReader reader;
    private final String version;

    private KanikoBuilder(Machine machine, ImageReader reader, String version) {
        this.machine = machine;
        this.reader = reader;
        this.version = version;
    }

    static Found find(Machine machine, ImageReader reader) throws InterruptedException {
        try {
            Output output = machine.tool(PROGRAM).ask("version");
            return output.succeeded()
                    ? Found.yes(new KanikoBuilder(machine, reader, output.text().strip()))
                    : Found.no(NAME, "this is no container of kaniko's", output.errors());
        } catch (IOException e) {
            return Found.no(NAME, "this is no container of kaniko's", e.getMessage());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<BuildFeature, String> cannot() {
        return BuilderLimits.KANIKO;
    }

    @Override
    public MadeImage make(BuildOrder order) throws StageFailedException, InterruptedException {
        order.stages().events().log(Stage.BUILD, "Building with kaniko (%s)".formatted(version));
        Optional<String> base = baseDigest(order);
        return machine.attempts()
                .run(
                        () -> attempt(order, base),
                        order.names(),
                        order.request().registry().credentials(),
                        order.stages().events());
    }

    private Optional<String> baseDigest(BuildOrder order) throws InterruptedException {
        String base = order.baseImage().orElse(null);
        if (base == null || BaseImages.pinned(base).isPresent()) {
            return Optional.ofNullable(base).flatMap(BaseImages::pinned);
        }
        RegistryAccess access = order.request().registry();
        boolean sameRegistry = BaseImages.areIn(order.names().registry(), List.of(base));
        return reader.digest(base, sameRegistry ? access : access.withCredentials(null));
    }

    private MadeImage attempt(BuildOrder order, Optional<String> base)
            throws PushFailedException, StageFailedException, InterruptedException {
        KanikoDialect dialect = new KanikoDialect(order.dockerfile().text());
        BuildOutput output = new BuildOutput(order.stages().events(), machine.clock(), dialect);
        try (TemporaryDirectory temporary = machine.workspace().createTemporaryDirectory();
                RegistryFolder registry = RegistryFolder.open(
                        machine.workspace(), order.names(), order.request().registry())) {
            order.dockerfile().writeGenerated(temporary);
            Map<String, String> environment = new HashMap<>();
            if (registry.authFile() != null) {
                environment.put("DOCKER_CONFIG", registry.path());
            }
            int exitCode = machine.tool(PROGRAM)
                    .run(
                            arguments(order, base.orElse(null), temporary, registry),
                            environment,
                            order.deadline().remaining(),
                            line -> output.line(KanikoDialect.text(line)),
                            line -> output.line(KanikoDialect.text(line)));
            if (exitCode != 0) {
                if (PUSH_FAULT.matcher(output.failure()).find()) {
                    throw new PushFailedException(output.failure());
                }
                throw BuildFaults.failed(NAME, exitCode, output);
            }
            String digest = new String(temporary.read(DIGEST_FILE, LONGEST_DIGEST), StandardCharsets.US_ASCII).strip();
            List<ImageLayer> layers = reader.layers(
                    order.names().byDigest(digest), null, order.request().registry());
            long size = layers.stream().mapToLong(ImageLayer::size).sum();
            return new MadeImage(digest, size, layers, base.orElse(null), output.steps());
        } catch (CommandTimeoutException e) {
            throw BuildFaults.tooLate(order.request(), output.failure(), e);
        } catch (IOException e) {
            throw BuildFaults.notRun(e);
        }
    }

    private List<String> arguments(
            BuildOrder order, @CheckForNull String base, TemporaryDirectory temporary, RegistryFolder registry) {
        BuildParameters parameters = order.request().parameters();
        List<String> arguments = new ArrayList<>(List.of(
                "--log-format=json",
                "--cleanup",
                "--context=dir://" + order.dockerfile().contextPath(machine.workspace()),
                "--dockerfile=" + order.dockerfile().absolutePath(machine.workspace(), temporary),
                "--digest-file=" + temporary.path() + "/" + DIGEST_FILE));
        order.names().references().forEach(reference -> arguments.add("--destination=" + reference));
        parameters.buildArgs().forEach((name, value) -> arguments.add("--build-arg=" + name + "=" + value));
        ImageLabels.withBase(order, base).forEach((name, value) -> arguments.add("--label=" + name + "=" + value));
        if (parameters.target() != null) {
            arguments.add("--target=" + parameters.target());
        }
        parameters.platforms().forEach(platform -> arguments.add("--custom-platform=" + platform));
        String cache = parameters.cacheTo() != null
                ? parameters.cacheTo()
                : parameters.cacheFrom().stream().findFirst().orElse(null);
        if (cache != null && !parameters.noCache()) {
            arguments.addAll(List.of("--cache=true", "--cache-repo=" + cache));
            if (parameters.cacheTo() == null) {
                arguments.add("--no-push-cache");
            }
        }
        if (registry.certificateFile() != null) {
            arguments.add(
                    "--registry-certificate=%s=%s".formatted(order.names().registry(), registry.certificateFile()));
        }
        if (order.request().registry().insecure()) {
            arguments.add("--insecure-registry=" + order.names().registry());
            arguments.add("--skip-tls-verify-registry=" + order.names().registry());
        }
        return arguments;
    }
}
