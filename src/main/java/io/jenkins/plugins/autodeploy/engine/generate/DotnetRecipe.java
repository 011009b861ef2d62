package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;

/** Programs for .NET. */
final class DotnetRecipe implements Recipe {
    private static final String REGISTRY = "mcr.microsoft.com/dotnet/";
    private static final String PACKAGES = "/root/.nuget/packages";

    @Override
    public boolean fits(Component component) {
        return "dotnet".equals(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        // Published projects have nothing but what was built.
        return component.buildCommand() == null ? List.of() : List.of("**/bin", "**/obj", "out", ".vs");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String version = component.runtimeVersion();
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        boolean built = component.buildCommand() != null;
        if (built) {
            text.from(REGISTRY + "sdk:" + version, "build").workdir(SOURCES);
            if (!Recipe.isMember(component)) {
                text.copy(Recipe.needed(component, "a project file", component.entryPoint()), "./")
                        .runCached(component.installCommand(), PACKAGES);
            }
            Sources.copy(text, component)
                    .runCached(component.buildCommand(), PACKAGES)
                    .blank();
        }
        String place = Recipe.place(component) + "/";
        if (component.kind() == ComponentKind.SPA) {
            return WebServer.serve(text, component, "build", place + component.outputDirectory())
                    .toString();
        }
        String start = Recipe.needed(component, "an assembly", component.startCommand());
        boolean web = component.port() != null;
        Recipe.labelled(text.from(REGISTRY + (web ? "aspnet:" : "runtime:") + version), component)
                .workdir(SOURCES);
        if (built) {
            text.copyFrom("build", place + component.outputDirectory(), component.outputDirectory());
        } else {
            text.copy(".", ".");
        }
        text.user(NOBODY);
        if (web) {
            text.env("ASPNETCORE_URLS", "http://+:" + component.port());
        }
        Recipe.listening(text, component, BY_BASH);
        return text.command(StartWords.of(start)).toString();
    }
}
