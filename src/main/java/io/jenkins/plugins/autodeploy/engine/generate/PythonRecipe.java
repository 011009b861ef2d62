package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;

/** Python applications, their dependencies in a virtual environment that is built apart. */
final class PythonRecipe implements Recipe {
    private static final String ENVIRONMENT = "/venv";
    private static final String PATH = ENVIRONMENT + "/bin:$PATH";
    private static final String HEALTH =
            "import http.client,sys;c=http.client.HTTPConnection('127.0.0.1',%d,timeout=2);"
                    + "c.request('GET','/');sys.exit(c.getresponse().status>=500)";

    @Override
    public boolean fits(Component component) {
        return "python".equals(component.runtime()) && !"conda".equals(component.packageManager());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of(
                "**/__pycache__", "**/*.pyc", ".venv", "venv", ".pytest_cache", ".mypy_cache", ".tox", "*.egg-info");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String start = Recipe.needed(component, "a start command", component.startCommand());
        String image = "python:%s-slim".formatted(component.runtimeVersion());
        boolean installs = component.installCommand() != null;
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        if (installs) {
            install(text.from(image, "build"), component);
            text.blank();
        }
        Recipe.labelled(text.from(image), component)
                .env("PYTHONUNBUFFERED", "1")
                .env("PYTHONDONTWRITEBYTECODE", "1");
        if (installs) {
            text.env("VIRTUAL_ENV", ENVIRONMENT).env("PATH", PATH).copyFrom("build", ENVIRONMENT, ENVIRONMENT);
        }
        Sources.copy(text.workdir(SOURCES), component).user(NOBODY);
        Recipe.listening(text, component, port -> List.of("python", "-c", HEALTH.formatted(port)));
        return text.commandWithInit(StartWords.of(start)).toString();
    }

    private static void install(DockerfileText text, Component component) {
        text.env("VIRTUAL_ENV", ENVIRONMENT).env("PATH", PATH).workdir("/app").run("python -m venv " + ENVIRONMENT);
        if (!"pip".equals(component.packageManager())) {
            text.runCached("pip install " + component.packageManager(), "/root/.cache");
        }
        if ("uv".equals(component.packageManager())) {
            text.env("UV_PROJECT_ENVIRONMENT", ENVIRONMENT);
        }
        if (component.installCommand().endsWith(" -r requirements.txt")) {
            // Requirements may include others, beside them or in a directory of that name.
            text.copy("requirements*", "requirements/").copy("requirements*.txt", "./");
        } else {
            text.copy(manifests(component));
        }
        text.runCached(command(component), "/root/.cache");
    }

    private static String[] manifests(Component component) {
        return switch (component.packageManager()) {
            case "uv" -> new String[] {"pyproject.toml", "uv.lock*", "./"};
            case "poetry" -> new String[] {"pyproject.toml", "poetry.lock*", "./"};
            case "pdm" -> new String[] {"pyproject.toml", "pdm.lock*", "./"};
            case "pipenv" -> new String[] {"Pipfile", "Pipfile.lock*", "./"};
            // A project that is installed as such needs its sources.
            default -> new String[] {".", "./"};
        };
    }

    private static String command(Component component) {
        String install = component.installCommand();
        // The project's own code is not installed here, only what it needs.
        return install.startsWith("uv sync") ? install + " --no-install-project" : install;
    }
}
