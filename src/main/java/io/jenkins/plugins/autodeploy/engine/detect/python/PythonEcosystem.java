package io.jenkins.plugins.autodeploy.engine.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python applications, with whichever server they bring. */
public final class PythonEcosystem implements Ecosystem {
    private static final List<String> MARKERS = List.of(
            "requirements.txt",
            "pyproject.toml",
            "Pipfile",
            "setup.py",
            "setup.cfg",
            "environment.yml",
            "environment.yaml",
            "manage.py",
            "main.py",
            "app.py",
            "bot.py",
            "server.py");
    private static final List<Pattern> PORTS = List.of(
            Pattern.compile("\\bport\\s*=\\s*(\\d{2,5})\\b"),
            Pattern.compile("(?i)\\bPORT['\"]?\\s*,\\s*['\"]?(\\d{2,5})\\b"),
            Pattern.compile("\\(\\s*['\"][\\w.]{0,60}['\"]\\s*,\\s*(\\d{2,5})\\s*\\)"),
            Pattern.compile("\\.listen\\(\\s*(\\d{2,5})\\b"));

    @Override
    public String name() {
        return "Python";
    }

    @Override
    public List<String> markers() {
        return MARKERS;
    }

    @Override
    public List<Framework> frameworks() {
        return PythonFramework.RULES;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        PythonDependencies dependencies = PythonDependencies.of(directory);
        Optional<PythonFramework> framework = PythonFramework.of(directory, dependencies);
        Optional<PythonEntryPoint> entry = framework
                .map(found -> found.entryPoint(directory))
                .orElseGet(() -> PythonEntryPoint.program(directory));
        ComponentDraft draft = new ComponentDraft(directory, "python").name(projectName(directory));
        framework.ifPresent(found -> draft.framework(found.rule(), PythonFramework.RULES, dependencies));
        dependencies.tool().ifPresent(choice -> draft.tools(choice.tool().label(), null)
                .install(choice.tool().install(directory))
                .because(choice.because(), "package manager " + choice.tool().label()));
        PythonVersion.describe(directory, dependencies, draft);
        entry.ifPresent(
                found -> draft.entryPoint(found.target()).because(found.file(), "entry point " + found.target()));
        if (dependencies.tool().isEmpty() && !directory.has("manage.py")) {
            draft.onlySources();
        }
        draft.confidence(confidence(framework, entry)).test(testCommand(framework, dependencies));
        describeStart(directory, dependencies, framework, entry, draft);
        return Optional.of(draft);
    }

    private static double confidence(Optional<PythonFramework> framework, Optional<PythonEntryPoint> entry) {
        if (framework.isEmpty()) {
            return entry.isPresent() ? Confidence.STARTABLE : Confidence.GUESSED;
        }
        return entry.isPresent() ? Confidence.PROVEN : Confidence.DECLARED;
    }

    /** The server that is among the dependencies; else the framework's own; else the program, or the script that the package installs. */
    private static void describeStart(
            SourceDirectory directory,
            PythonDependencies dependencies,
            Optional<PythonFramework> framework,
            Optional<PythonEntryPoint> entry,
            ComponentDraft draft) {
        String code = entry.flatMap(found -> directory.text(found.file())).orElse("");
        boolean runsItself = framework
                .map(found -> found.rule().startCommand().startsWith("python "))
                .orElse(true);
        Optional<Integer> told = runsItself ? port(code) : Optional.empty();
        Integer port = told.orElse(framework.map(found -> found.rule().port()).orElse(null));
        told.ifPresent(value -> draft.because(entry.orElseThrow().file(), "listens on port " + value));
        String start = entry.map(found -> command(framework, found, dependencies, port))
                .or(() -> installedScript(directory))
                .orElse(null);
        draft.start(start).port(port).kind(port == null ? ComponentKind.WORKER : ComponentKind.SERVER);
    }

    private static String command(
            Optional<PythonFramework> framework,
            PythonEntryPoint entry,
            PythonDependencies dependencies,
            Integer port) {
        boolean object = entry.target().contains(":");
        if (framework.isEmpty() || !object && framework.get().application() != null) {
            return "python " + entry.file();
        }
        String template = framework.get().rule().startCommand();
        boolean gunicorn = dependencies.has("gunicorn");
        if (template.startsWith("gunicorn") && !gunicorn) {
            template = framework.get() == PythonFramework.DJANGO
                    ? "python manage.py runserver --noreload 0.0.0.0:{port}"
                    : framework.get().rule().name().equals("flask")
                            ? "flask --app {entry} run --host 0.0.0.0 --port {port}"
                            : "python {file}";
        }
        if (template.startsWith("uvicorn") && gunicorn && !dependencies.has("uvicorn")) {
            template = "gunicorn -k uvicorn.workers.UvicornWorker --bind 0.0.0.0:{port} {entry}";
        }
        return template.replace("{entry}", entry.target())
                .replace("{file}", entry.file())
                .replace("{port}", String.valueOf(port));
    }

    private static Optional<String> installedScript(SourceDirectory directory) {
        JsonNode project = directory.toml(PythonTool.PROJECT);
        for (String table : List.of("/project/scripts", "/tool/poetry/scripts")) {
            for (var script : project.at(table).properties()) {
                return SafeText.path(script.getKey());
            }
        }
        return Optional.empty();
    }

    private static String testCommand(Optional<PythonFramework> framework, PythonDependencies dependencies) {
        String command = dependencies.has("pytest")
                ? "pytest"
                : framework.filter(found -> found == PythonFramework.DJANGO).isPresent()
                        ? "python manage.py test"
                        : null;
        return command == null
                ? null
                : dependencies.tool().map(choice -> choice.tool().run(command)).orElse(command);
    }

    private static Optional<Integer> port(String text) {
        return PORTS.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .findFirst()
                .flatMap(told -> SafeText.port(told.group(1)));
    }

    private static String projectName(SourceDirectory directory) {
        JsonNode project = directory.toml(PythonTool.PROJECT);
        return project.at("/project/name")
                .asText(project.at("/tool/poetry/name").asText(null));
    }
}
