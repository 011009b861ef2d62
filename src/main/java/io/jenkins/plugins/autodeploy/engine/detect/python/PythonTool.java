package io.jenkins.plugins.autodeploy.engine.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The package managers of Python in the order in which a project that shows several is most likely to mean them. */
enum PythonTool {
    UV("uv", "uv.lock", "uv sync --frozen --no-dev", "uv sync --no-dev", "uv run ", project -> project.at("/tool/uv")
            .isObject()),
    POETRY(
            "poetry",
            "poetry.lock",
            "poetry install --only main --no-root",
            "poetry install --only main --no-root",
            "poetry run ",
            project -> project.at("/tool/poetry").isObject()),
    PDM(
            "pdm",
            "pdm.lock",
            "pdm sync --prod --no-self",
            "pdm install --prod --no-self",
            "pdm run ",
            project -> project.at("/tool/pdm").isObject()),
    PIPENV("pipenv", "Pipfile.lock", "pipenv install --deploy", "pipenv install", "pipenv run ", project -> false),
    CONDA(
            "conda",
            "environment.yml",
            "conda env update --name base --file environment.yml",
            "conda env update --name base --file environment.yaml",
            "",
            project -> false),
    PIP("pip", "requirements.txt", "pip install -r requirements.txt", "pip install .", "", project -> false);

    static final String PROJECT = "pyproject.toml";
    static final String PIPFILE = "Pipfile";

    private final String label;
    private final String lockFile;
    private final String lockedInstall;
    private final String install;
    private final String runner;
    private final Predicate<JsonNode> configured;

    PythonTool(
            String label,
            String lockFile,
            String lockedInstall,
            String install,
            String runner,
            Predicate<JsonNode> configured) {
        this.label = label;
        this.lockFile = lockFile;
        this.lockedInstall = lockedInstall;
        this.install = install;
        this.runner = runner;
        this.configured = configured;
    }

    /** @param because the file that told it */
    record Choice(PythonTool tool, String because) {}

    /** Empty when the directory shows none, so that there is nothing to install. */
    static Optional<Choice> of(SourceDirectory directory) {
        for (PythonTool tool : List.of(UV, POETRY, PDM, PIPENV)) {
            if (directory.has(tool.lockFile)) {
                return Optional.of(new Choice(tool, tool.lockFile));
            }
        }
        if (directory.has(PIPFILE)) {
            return Optional.of(new Choice(PIPENV, PIPFILE));
        }
        if (directory.has(CONDA.lockFile) || directory.has("environment.yaml")) {
            return Optional.of(new Choice(CONDA, directory.has(CONDA.lockFile) ? CONDA.lockFile : "environment.yaml"));
        }
        JsonNode project = directory.toml(PROJECT);
        for (PythonTool tool : values()) {
            if (tool.configured.test(project)) {
                return Optional.of(new Choice(tool, PROJECT));
            }
        }
        if (directory.has(PIP.lockFile)) {
            return Optional.of(new Choice(PIP, PIP.lockFile));
        }
        if (project.path("project").isObject()) {
            return Optional.of(new Choice(PIP, PROJECT));
        }
        return directory.has("setup.py") ? Optional.of(new Choice(PIP, "setup.py")) : Optional.empty();
    }

    String label() {
        return label;
    }

    String lockFile() {
        return lockFile;
    }

    String install(SourceDirectory directory) {
        return directory.has(lockFile) ? lockedInstall : install;
    }

    /** The command within the environment that the tool made. */
    String run(String command) {
        return runner + command;
    }
}
