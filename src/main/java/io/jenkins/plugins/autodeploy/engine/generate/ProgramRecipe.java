package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a {@link Toolchain} builds. */
final class ProgramRecipe implements Recipe {
    /** As releases of Deno and Gleam have it, which have no images for less. */
    private static final int PARTS_OF_EXACT_VERSION = 3;

    /** What frameworks must be told to listen, or to listen to others than their own machine. */
    private static final Map<String, Map<String, String>> FRAMEWORK_SETTINGS =
            Map.of("rocket", Map.of("ROCKET_ADDRESS", "0.0.0.0"), "phoenix", Map.of("PHX_SERVER", "true"));

    @Override
    public boolean fits(Component component) {
        return toolchain(component).isPresent();
    }

    /** A build tool of its own on a common runtime comes before the runtime. */
    private static Optional<Toolchain> toolchain(Component component) {
        return Toolchain.ALL.stream()
                .filter(one -> one.runtime().equals(component.packageManager()))
                .findFirst()
                .or(() -> Toolchain.ALL.stream()
                        .filter(one -> one.runtime().equals(component.runtime()))
                        .findFirst());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of(
                "target",
                "_build",
                "deps",
                "build",
                ".build",
                "zig-out",
                "zig-cache",
                ".zig-cache",
                "bin",
                ".dart_tool",
                ".stack-work",
                ".bsp",
                "**/node_modules");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String start = Recipe.needed(component, "a program that starts it", component.startCommand());
        Toolchain toolchain = toolchain(component).orElseThrow();
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        build(text.from(image(toolchain.builder(), component), "build").workdir(SOURCES), toolchain, component);
        text.blank().from(image(toolchain.runner(), component));
        install(Recipe.labelled(text, component), toolchain);
        new TreeMap<>(toolchain.settings()).forEach(text::env);
        if (component.framework() != null) {
            FRAMEWORK_SETTINGS.getOrDefault(component.framework(), Map.of()).forEach(text::env);
        }
        text.workdir(SOURCES);
        String place = Recipe.place(component) + "/";
        boolean sources = component.outputDirectory() == null;
        if (sources) {
            text.copyOwned("build", NOBODY, SOURCES + "/", "./");
        } else if (start.contains("/target/release/") || start.startsWith("target/release/")) {
            // The rest of that directory is what the compiler keeps for itself.
            text.copyFrom("build", (Recipe.isMember(component) ? SOURCES + "/" : place) + start, start);
        } else {
            text.copyOwned("build", NOBODY, place + component.outputDirectory(), component.outputDirectory());
        }
        text.user(NOBODY);
        Recipe.listening(text, component, port -> health(toolchain, port));
        return text.command(StartWords.of(start)).toString();
    }

    private static void build(DockerfileText text, Toolchain toolchain, Component component) {
        new TreeMap<>(toolchain.environment()).forEach(text::env);
        toolchain.prepare().forEach(text::run);
        boolean apart =
                !toolchain.manifests().isEmpty() && component.installCommand() != null && !Recipe.isMember(component);
        String[] caches = toolchain.caches().toArray(String[]::new);
        if (apart) {
            List<String> files = new ArrayList<>(toolchain.manifests());
            files.add("./");
            text.copy(files.toArray(String[]::new)).runCached(component.installCommand(), caches);
        }
        Sources.copy(text, component);
        if (!apart && component.installCommand() != null && component.buildCommand() == null) {
            text.runCached(component.installCommand(), caches);
        }
        if (component.buildCommand() != null) {
            text.runCached(component.buildCommand(), caches);
        }
    }

    private static void install(DockerfileText text, Toolchain toolchain) {
        if (toolchain.packages().isEmpty()) {
            return;
        }
        String names = String.join(" ", toolchain.packages());
        text.run(
                toolchain.runsOnAlpine()
                        ? "apk add --no-cache " + names
                        : "apt-get update && apt-get install -y --no-install-recommends %s && rm -rf /var/lib/apt/lists/*"
                                .formatted(names));
    }

    private static List<String> health(Toolchain toolchain, int port) {
        return toolchain.runsOnAlpine() ? List.of("nc", "-z", "127.0.0.1", String.valueOf(port)) : BY_BASH.apply(port);
    }

    private static String image(String template, Component component) {
        String version = component.runtimeVersion();
        boolean needsExact = template.contains("deno:") || template.contains("gleam:v");
        StringBuilder exact = new StringBuilder(version);
        for (int parts = version.split("\\.").length; needsExact && parts < PARTS_OF_EXACT_VERSION; parts++) {
            exact.append(".0");
        }
        return template.replace("{version}", exact);
    }
}
