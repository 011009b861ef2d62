package io.jenkins.plugins.autodeploy.engine.detect.python;

import static io.jenkins.plugins.autodeploy.engine.detect.rule.Framework.server;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;

/**
 * A framework of Python and how its application object is found and served.
 *
 * @param rule its first package is also the name by which code imports it, unless a second is given
 * @param application the class of the object that a server is given; null where the program itself is run
 */
record PythonFramework(Framework rule, @CheckForNull String application) {
    private static final int PORT = 8000;
    private static final String ASGI = "uvicorn {entry} --host 0.0.0.0 --port {port}";
    private static final String WSGI = "gunicorn --bind 0.0.0.0:{port} {entry}";
    private static final String PROGRAM = "python {file}";

    static final PythonFramework DJANGO =
            new PythonFramework(server("django", PORT, "django").start(WSGI), null);

    /** In order of precedence; what comes first often brings along what comes later. */
    static final List<PythonFramework> ALL = List.of(
            DJANGO,
            new PythonFramework(
                    server("fasthtml", 5001, "python-fasthtml", "fasthtml")
                            .start(ASGI)
                            .with("starlette"),
                    "FastHTML"),
            new PythonFramework(
                    server("streamlit", 8501, "streamlit")
                            .start(
                                    "streamlit run {file} --server.address 0.0.0.0 --server.port {port} --server.headless true")
                            .health("/_stcore/health")
                            .with("tornado"),
                    null),
            new PythonFramework(
                    server("chainlit", PORT, "chainlit")
                            .start("chainlit run {file} --host 0.0.0.0 --port {port} --headless"),
                    null),
            new PythonFramework(
                    server("reflex", PORT, "reflex")
                            .start("reflex run --env prod")
                            .with("fastapi", "starlette"),
                    null),
            new PythonFramework(server("fastapi", PORT, "fastapi").start(ASGI).with("starlette"), "FastAPI"),
            new PythonFramework(server("litestar", PORT, "litestar").start(ASGI), "Litestar"),
            new PythonFramework(
                    server("sanic", PORT, "sanic").start("sanic {entry} --host 0.0.0.0 --port {port}"), "Sanic"),
            new PythonFramework(server("quart", 5000, "quart").start(ASGI).with("flask"), "Quart"),
            new PythonFramework(server("dash", 8050, "dash").start(WSGI).with("flask"), null),
            new PythonFramework(server("gradio", 7860, "gradio").start(PROGRAM).with("fastapi", "starlette"), null),
            new PythonFramework(
                    server("nicegui", 8080, "nicegui").start(PROGRAM).with("fastapi", "starlette"), null),
            new PythonFramework(server("starlette", PORT, "starlette").start(ASGI), "Starlette"),
            new PythonFramework(server("flask", 5000, "flask").start(WSGI), "Flask"),
            new PythonFramework(server("falcon", PORT, "falcon").start(WSGI), "App"),
            new PythonFramework(server("pyramid", 6543, "pyramid").start(PROGRAM), null),
            new PythonFramework(server("bottle", 8080, "bottle").start(PROGRAM), null),
            new PythonFramework(server("robyn", 8080, "robyn").start(PROGRAM), null),
            new PythonFramework(server("tornado", 8888, "tornado").start(PROGRAM), null),
            new PythonFramework(server("aiohttp", 8080, "aiohttp").start(PROGRAM), null));

    static final List<Framework> RULES = ALL.stream().map(PythonFramework::rule).toList();

    /** The one that a project declares, or that {@code manage.py} shows. A client library of the same name is no server. */
    static Optional<PythonFramework> of(SourceDirectory directory, Dependencies dependencies) {
        if (PythonEntryPoint.django(directory).isPresent()) {
            return Optional.of(DJANGO);
        }
        return ALL.stream()
                .filter(framework -> framework.rule().packages().stream().anyMatch(dependencies::has))
                .filter(framework -> !framework.isAlsoClient() || framework.serves(directory))
                .findFirst();
    }

    /** Where the application begins, if it can be seen. */
    Optional<PythonEntryPoint> entryPoint(SourceDirectory directory) {
        if (this == DJANGO) {
            return PythonEntryPoint.django(directory);
        }
        List<String> packages = rule.packages();
        Optional<PythonEntryPoint> object =
                application == null ? Optional.empty() : PythonEntryPoint.object(directory, application);
        return object.or(() -> PythonEntryPoint.importing(directory, packages.get(packages.size() - 1)))
                .or(() -> PythonEntryPoint.program(directory));
    }

    private boolean isAlsoClient() {
        return rule.name().equals("aiohttp") || rule.name().equals("tornado");
    }

    private boolean serves(SourceDirectory directory) {
        return PythonEntryPoint.importing(directory, rule.name())
                .flatMap(entry -> directory.text(entry.file()))
                .filter(code -> code.contains("Application("))
                .isPresent();
    }
}
