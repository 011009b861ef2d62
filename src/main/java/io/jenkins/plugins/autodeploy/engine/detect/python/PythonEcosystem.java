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
    private static final Integer PORT = 8000;
    private static final Framework DJANGO =
            new Framework("django", List.of("django"), ComponentKind.SERVER, PORT, null);
    private static final Framework FASTAPI =
            new Framework("fastapi", List.of("fastapi"), ComponentKind.SERVER, PORT, null);
    private static final Framework FLASK = new Framework("flask", List.of("flask"), ComponentKind.SERVER, 5000, null);
    private static final List<Framework> FRAMEWORKS = List.of(DJANGO, FASTAPI, FLASK);
    private static final List<String> MARKERS =
            List.of("requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "manage.py", "main.py", "app.py");
    private static final Pattern WEB_PROCESS = Pattern.compile("^web:[ \\t]*(\\S[^\\n\\r]{0,500})", Pattern.MULTILINE);
    private static final List<Pattern> PORTS = List.of(
            Pattern.compile("(?:--port|--bind|-b|-p)[ =]\\S{0,60}?(\\d{2,5})\\b"),
            Pattern.compile("\\bport\\s*=\\s*(\\d{2,5})\\b"),
            Pattern.compile("(?i)\\bPORT['\"]?\\s*,\\s*['\"]?(\\d{2,5})\\b"),
            Pattern.compile("\\(\\s*['\"][\\w.]{0,60}['\"]\\s*,\\s*(\\d{2,5})\\s*\\)"));

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
        return FRAMEWORKS;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        if (directory.firstOf(MARKERS).isEmpty()) {
            return Optional.empty();
        }
        PythonDependencies dependencies = PythonDependencies.of(directory);
        Optional<Framework> framework = framework(directory, dependencies);
        Optional<PythonEntryPoint> entry = framework
                .map(found -> entryPoint(directory, found))
                .orElseGet(() -> PythonEntryPoint.program(directory));
        if (framework.isEmpty() && entry.isEmpty() && webProcess(directory).isEmpty()) {
            return Optional.empty();
        }
        Optional<PythonTool.Choice> tool = PythonTool.of(directory);
        ComponentDraft draft = new ComponentDraft(directory, "python").name(projectName(directory));
        framework.ifPresent(found -> describe(found, dependencies, tool, draft));
        tool.ifPresent(choice -> draft.tools(choice.tool().label(), null)
                .install(choice.tool().install(directory))
                .because(choice.because(), "package manager " + choice.tool().label()));
        PythonVersion.describe(directory, draft);
        entry.ifPresent(found -> draft.because(found.file(), "entry point " + found.target()));
        draft.confidence(confidence(framework, entry)).test(testCommand(framework, dependencies, tool));
        describeStart(directory, dependencies, framework, entry, draft);
        return Optional.of(draft);
    }

    private static Optional<Framework> framework(SourceDirectory directory, PythonDependencies dependencies) {
        Optional<Framework> declared = FRAMEWORKS.stream()
                .filter(framework ->
                        dependencies.find(framework.packages().get(0)).isPresent())
                .findFirst();
        boolean django = PythonEntryPoint.django(directory).isPresent();
        return django ? Optional.of(DJANGO) : declared;
    }

    private static void describe(
            Framework framework,
            PythonDependencies dependencies,
            Optional<PythonTool.Choice> tool,
            ComponentDraft draft) {
        draft.framework(
                framework.name(), dependencies.version(framework.name(), tool).orElse(null));
        dependencies
                .find(framework.name())
                .ifPresent(told ->
                        draft.because(told.file(), "dependency %s %s".formatted(framework.name(), told.range())));
        for (Framework other : FRAMEWORKS) {
            if (other != framework && dependencies.find(other.name()).isPresent()) {
                draft.insteadOf(
                        other.name(), Confidence.UNLIKELY, framework.name() + " comes first where both are declared");
            }
        }
    }

    private static Optional<PythonEntryPoint> entryPoint(SourceDirectory directory, Framework framework) {
        return framework == DJANGO
                ? PythonEntryPoint.django(directory)
                : PythonEntryPoint.object(directory, framework == FASTAPI ? "FastAPI" : "Flask");
    }

    private static double confidence(Optional<Framework> framework, Optional<PythonEntryPoint> entry) {
        if (framework.isEmpty()) {
            return entry.isPresent() ? Confidence.STARTABLE : Confidence.GUESSED;
        }
        return entry.isPresent() ? Confidence.PROVEN : Confidence.DECLARED;
    }

    /** The Procfile is the project's own word; else the server that is among the dependencies; else the framework's own. */
    private static void describeStart(
            SourceDirectory directory,
            PythonDependencies dependencies,
            Optional<Framework> framework,
            Optional<PythonEntryPoint> entry,
            ComponentDraft draft) {
        Optional<String> own = webProcess(directory);
        own.ifPresent(command -> draft.because("Procfile", "web: " + command));
        String code = entry.flatMap(found -> directory.text(found.file())).orElse("");
        Optional<Integer> told =
                own.flatMap(PythonEcosystem::port).or(() -> framework.isEmpty() ? port(code) : Optional.empty());
        Integer port = told.orElse(framework.map(Framework::port).orElse(null));
        if (own.isEmpty() && told.isPresent()) {
            draft.because(entry.orElseThrow().file(), "listens on port " + told.get());
        }
        String start = own.orElseGet(() -> entry.map(found -> command(framework, found, dependencies, port))
                .orElse(null));
        draft.start(start).port(port).kind(port == null ? ComponentKind.WORKER : ComponentKind.SERVER);
    }

    private static String command(
            Optional<Framework> framework, PythonEntryPoint entry, PythonDependencies dependencies, Integer port) {
        if (framework.isEmpty()) {
            return "python " + entry.file();
        }
        boolean uvicorn = dependencies.find("uvicorn").isPresent();
        boolean gunicorn = dependencies.find("gunicorn").isPresent();
        String address = "0.0.0.0:" + port;
        if (framework.get() == FASTAPI) {
            return uvicorn || !gunicorn
                    ? "uvicorn %s --host 0.0.0.0 --port %d".formatted(entry.target(), port)
                    : "gunicorn -k uvicorn.workers.UvicornWorker --bind %s %s".formatted(address, entry.target());
        }
        if (gunicorn) {
            return "gunicorn --bind %s %s".formatted(address, entry.target());
        }
        return framework.get() == DJANGO
                ? "python manage.py runserver --noreload " + address
                : "flask --app %s run --host 0.0.0.0 --port %d".formatted(entry.target(), port);
    }

    private static String testCommand(
            Optional<Framework> framework, PythonDependencies dependencies, Optional<PythonTool.Choice> tool) {
        String command = dependencies.find("pytest").isPresent()
                ? "pytest"
                : framework.filter(found -> found == DJANGO).isPresent() ? "python manage.py test" : null;
        return command == null
                ? null
                : tool.map(choice -> choice.tool().run(command)).orElse(command);
    }

    private static Optional<String> webProcess(SourceDirectory directory) {
        Matcher web = WEB_PROCESS.matcher(directory.text("Procfile").orElse(""));
        return web.find() ? Optional.of(web.group(1).strip()) : Optional.empty();
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
