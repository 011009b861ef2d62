package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;

/** Go programs, linked without C so that they run on any base. */
final class GoRecipe implements Recipe {
    private static final String IMAGE = "alpine:3.22";

    @Override
    public boolean fits(Component component) {
        return "go".equals(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of("bin", "*.test", "*.out");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String build = Recipe.needed(component, "a main package", component.buildCommand());
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        text.from("golang:%s-alpine".formatted(component.runtimeVersion()), "build")
                .workdir("/app")
                .env("CGO_ENABLED", "0")
                .copy("go.mod", "go.sum*", "./")
                .run("go mod download");
        Sources.copy(text, component)
                .runCached(build.replace("go build ", "go build -trimpath -ldflags=-s "), "/root/.cache/go-build")
                .blank()
                .from(IMAGE);
        Recipe.labelled(text, component)
                .workdir("/app")
                .copyFrom("build", "/app/bin/app", "bin/app")
                .user(NOBODY);
        Recipe.listening(text, component, port -> List.of("nc", "-z", "127.0.0.1", String.valueOf(port)));
        return text.command(List.of("/app/bin/app")).toString();
    }
}
