package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program for Node with its {@code node_modules}: one layer for the modules, one for the program. */
final class NodeFiles {
    private static final String MODULES = "node_modules";
    private static final int LARGEST_MANIFEST = 1 << 20;
    private static final Set<String> MANAGERS = Set.of("npm", "yarn", "pnpm", "bun");
    private static final Set<String> NOT_RUN = Set.of(".bin", ".cache");

    private final Path directory;
    private final PrebuiltContent content;

    private NodeFiles(Path directory, PrebuiltContent content) {
        this.directory = directory;
        this.content = content;
    }

    static PackedFiles of(Path directory, PrebuiltContent content) throws IOException, StageFailedException {
        return new NodeFiles(directory, content).pack();
    }

    private PackedFiles pack() throws IOException, StageFailedException {
        requireModules();
        ProgramFiles.requireOutput(directory, content);
        StartCommand start = program(StartCommand.parse(content.start(), content.port()));
        LayerFiles modules =
                LayerFiles.below(directory, path -> isOfModules(path) && !NOT_RUN.contains(LayerFiles.name(path)));
        LayerFiles program = LayerFiles.below(directory, path -> ProgramFiles.belongs(path, content, Set.of(MODULES)));
        Map<String, String> environment = new LinkedHashMap<>(Map.of("NODE_ENV", "production"));
        environment.putAll(start.environment());
        return new PackedFiles(
                List.of(
                        modules.layer("dependencies", path -> true, PackedFiles.APP),
                        program.layer("program", path -> true, PackedFiles.APP)),
                start.words(),
                environment);
    }

    private static boolean isOfModules(String path) {
        return path.equals(MODULES) || path.startsWith(MODULES + "/");
    }

    private void requireModules() throws IOException, StageFailedException {
        JsonNode manifest = manifest();
        Path modules = directory.resolve(MODULES);
        if (manifest.path("dependencies").isEmpty()) {
            return;
        }
        if (!Files.isDirectory(modules, LinkOption.NOFOLLOW_LINKS)) {
            throw MissingFiles.fault("There is no node_modules with the dependencies");
        }
        for (var names = manifest.path("dependencies").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (Files.isSymbolicLink(modules.resolve(name))) {
                throw MissingFiles.fault(
                        "node_modules/%s is a link, which Jib cannot pack: let the package manager lay modules out flat (pnpm: node-linker=hoisted)"
                                .formatted(name));
            }
        }
    }

    /** What a package manager would start: a script of {@code package.json}, and in it the program behind a link in {@code node_modules/.bin}. */
    private StartCommand program(StartCommand start) throws IOException, StageFailedException {
        StartCommand command = start;
        if (MANAGERS.contains(start.program())) {
            List<String> arguments = start.arguments();
            String script = arguments.isEmpty()
                    ? ""
                    : arguments.get(arguments.get(0).equals("run") ? arguments.size() > 1 ? 1 : 0 : 0);
            String text = manifest().path("scripts").path(script).asText("");
            if (text.isEmpty()) {
                throw MissingFiles.start(content.start(), "package.json has no script '" + script + "'");
            }
            StartCommand inner = StartCommand.parse(text, content.port());
            Map<String, String> environment = new LinkedHashMap<>(start.environment());
            environment.putAll(inner.environment());
            command = new StartCommand(environment, inner.words());
        }
        if (command.program().equals("node")) {
            return command;
        }
        Path link = directory.resolve(MODULES).resolve(".bin").resolve(command.program());
        Path home = directory.toRealPath();
        Path program = Files.exists(link) ? link.toRealPath() : null;
        if (program == null || !program.startsWith(home)) {
            throw MissingFiles.start(content.start(), "node_modules/.bin has no " + command.program());
        }
        List<String> words = new ArrayList<>(List.of(
                "node",
                PackedFiles.APP + "/" + home.relativize(program).toString().replace('\\', '/')));
        words.addAll(command.arguments());
        return new StartCommand(command.environment(), words);
    }

    private JsonNode manifest() throws IOException {
        Path file = directory.resolve("package.json");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Json.readTree("{}");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return Json.readTree(new String(stream.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IOException("package.json is not JSON", e);
        }
    }
}
