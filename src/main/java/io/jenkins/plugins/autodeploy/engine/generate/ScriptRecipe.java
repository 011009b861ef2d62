package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;
import java.util.Map;

/** Programs that one image has all for: it installs, compiles in one call where that is needed, and runs them. */
final class ScriptRecipe implements Recipe {
    /**
     * @param image with {@code {version}} for the release of the runtime
     * @param packages what installs the language into the image; "" where it is there
     */
    private record Base(String image, String packages) {}

    private static final String DEBIAN = "debian:bookworm-slim";
    private static final String APT =
            "apt-get update && apt-get install -y --no-install-recommends %s && rm -rf /var/lib/apt/lists/*";
    private static final Map<String, Base> BASES = Map.of(
            "perl", new Base("perl:{version}-slim", ""),
            "lua", new Base(DEBIAN, APT.formatted("lua5.4 luarocks build-essential liblua5.4-dev")),
            "r", new Base("rocker/r-ver:{version}", ""),
            "guile", new Base(DEBIAN, APT.formatted("guile-3.0")),
            "gnucobol", new Base(DEBIAN, APT.formatted("gnucobol")),
            "bash", new Base(DEBIAN, ""));

    @Override
    public boolean fits(Component component) {
        return component.runtime() != null && BASES.containsKey(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of("local", "bin");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String start = Recipe.needed(component, "a program that starts it", component.startCommand());
        Base base = BASES.get(component.runtime());
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        Recipe.labelled(text.from(base.image().replace("{version}", component.runtimeVersion())), component)
                .workdir(SOURCES);
        if (!base.packages().isEmpty()) {
            text.run(base.packages());
        }
        Sources.copy(text, component);
        if (component.installCommand() != null) {
            text.run(component.installCommand());
        }
        if (component.buildCommand() != null) {
            text.run("mkdir -p bin && " + component.buildCommand());
        }
        text.user(NOBODY);
        Recipe.listening(text, component, BY_BASH);
        return text.commandWithInit(StartWords.of(start)).toString();
    }
}
