package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;
import java.util.regex.Pattern;

/** Go programs, linked without C so that they run on any base. */
final class GoRecipe implements Recipe {
    /** The directory to change to must be the first option. */
    private static final Pattern BUILD = Pattern.compile("^go build(?: -C \\S+)?");

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
                .env("CGO_ENABLED", "0");
        if (component.installCommand() != null) {
            text.copy("go.mod", "go.sum*", "./").run(component.installCommand());
        }
        Sources.copy(text, component)
                .runCached(BUILD.matcher(build).replaceFirst("$0 -trimpath -ldflags=-s"), "/root/.cache/go-build")
                .blank()
                .from(IMAGE);
        Recipe.labelled(text, component)
                .workdir("/app")
                .copyFrom("build", Recipe.place(component) + "/bin/app", "bin/app")
                .user(NOBODY);
        Recipe.listening(text, component, port -> List.of("nc", "-z", "127.0.0.1", String.valueOf(port)));
        return text.command(List.of("/app/bin/app")).toString();
    }
}
