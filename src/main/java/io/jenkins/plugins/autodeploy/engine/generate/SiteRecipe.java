package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;
import java.util.Map;

/** Sites that a generator makes which is a program of its own. */
final class SiteRecipe implements Recipe {
    /**
     * @param image that the generator is in, or is put into
     * @param install puts it there; "" where it is
     */
    private record Generator(String image, String install) {}

    private static final String ALPINE = "alpine:3.22";
    private static final String DEBIAN = "debian:bookworm-slim";
    private static final Map<String, Generator> GENERATORS = Map.of(
            "hugo", new Generator(ALPINE, "apk add --no-cache hugo git"),
            "zola", new Generator(ALPINE, "apk add --no-cache zola"),
            "mdbook", new Generator(ALPINE, "apk add --no-cache mdbook"),
            "mkdocs", new Generator("python:3.12-slim", "pip install --no-cache-dir mkdocs mkdocs-material"),
            "jekyll", new Generator("ruby:3.3", "gem install jekyll"),
            "guile",
                    new Generator(
                            DEBIAN,
                            "apt-get update && apt-get install -y --no-install-recommends haunt guile-3.0 && rm -rf /var/lib/apt/lists/*"),
            "flutter", new Generator("ghcr.io/cirruslabs/flutter:stable", ""));

    @Override
    public boolean fits(Component component) {
        boolean guile = "guile".equals(component.runtime());
        return component.runtime() != null
                && GENERATORS.containsKey(component.runtime())
                && (!guile || component.startCommand() == null);
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of("public", "_site", "book", "resources/_gen", "build");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String build = Recipe.needed(component, "a build command", component.buildCommand());
        Generator generator = GENERATORS.get(component.runtime());
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        text.from(generator.image(), "build").workdir(SOURCES);
        if (!generator.install().isEmpty()) {
            text.run(generator.install());
        }
        Sources.copy(text, component).run(build).blank();
        return WebServer.serve(text, component, "build", SOURCES + "/" + component.outputDirectory())
                .toString();
    }
}
