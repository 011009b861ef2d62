package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;

/** Python applications whose environment conda makes. */
final class CondaRecipe implements Recipe {
    private static final String IMAGE = "condaforge/miniforge3:24.11.3-2";
    private static final String CACHE = "/opt/conda/pkgs";

    @Override
    public boolean fits(Component component) {
        return "conda".equals(component.packageManager());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of("**/__pycache__", "**/*.pyc", ".pytest_cache");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String start = Recipe.needed(component, "a start command", component.startCommand());
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        Recipe.labelled(text.from(IMAGE), component)
                .env("PYTHONUNBUFFERED", "1")
                .workdir(SOURCES)
                .copy("environment.y*ml", "./")
                .runCached(component.installCommand(), CACHE);
        Sources.copy(text, component).user(NOBODY);
        Recipe.listening(text, component, BY_BASH);
        return text.commandWithInit(StartWords.of(start)).toString();
    }
}
