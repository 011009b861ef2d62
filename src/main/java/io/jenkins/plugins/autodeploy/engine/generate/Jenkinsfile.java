package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A Declarative Pipeline for a project: its own tests, an image of each component that is scanned, a deployment to a first environment, and after somebody agreed
 * to a second one. Only what needs a workspace has an agent, so that waiting for an answer or a rollout holds no executor.
 */
final class Jenkinsfile {
    /** Where each package manager keeps what it downloaded, by the variable that says so. */
    private static final Map<String, Map<String, String>> CACHES = Map.ofEntries(
            Map.entry("npm", Map.of("npm_config_cache", "npm")),
            Map.entry("yarn", Map.of("YARN_CACHE_FOLDER", "yarn")),
            Map.entry("pnpm", Map.of("npm_config_store_dir", "pnpm")),
            Map.entry("bun", Map.of("BUN_INSTALL_CACHE_DIR", "bun")),
            Map.entry("deno", Map.of("DENO_DIR", "deno")),
            Map.entry("pip", Map.of("PIP_CACHE_DIR", "pip")),
            Map.entry("pipenv", Map.of("PIP_CACHE_DIR", "pip")),
            Map.entry("poetry", Map.of("POETRY_CACHE_DIR", "poetry")),
            Map.entry("pdm", Map.of("PDM_CACHE_DIR", "pdm")),
            Map.entry("uv", Map.of("UV_CACHE_DIR", "uv")),
            Map.entry("gradle", Map.of("GRADLE_USER_HOME", "gradle")),
            Map.entry("sbt", Map.of("COURSIER_CACHE", "coursier")),
            Map.entry("go", Map.of("GOMODCACHE", "go-mod", "GOCACHE", "go-build")),
            Map.entry("cargo", Map.of("CARGO_HOME", "cargo")),
            Map.entry("nuget", Map.of("NUGET_PACKAGES", "nuget")),
            Map.entry("composer", Map.of("COMPOSER_CACHE_DIR", "composer")),
            Map.entry("bundler", Map.of("BUNDLE_USER_CACHE", "bundle")),
            Map.entry("mix", Map.of("HEX_HOME", "hex", "MIX_HOME", "mix")),
            Map.entry("pub", Map.of("PUB_CACHE", "pub")));

    private static final String MAVEN = "maven";

    private final GroovyText text = new GroovyText();
    private final DetectedProject project;

    private Jenkinsfile(DetectedProject project) {
        this.project = project;
    }

    static String of(DetectedProject project) {
        return new Jenkinsfile(project).write();
    }

    private String write() {
        text.line(
                "// Put your own registry, credentials and clusters in; the tools that the tests call must be on the agent.");
        text.begin("pipeline").line("agent none");
        text.begin("options")
                .line("disableConcurrentBuilds()")
                .line("buildDiscarder(logRotator(numToKeepStr: '50'))")
                .line("skipStagesAfterUnstable()")
                .end();
        text.begin("environment")
                .line("REPOSITORY = 'registry.example.com/team'")
                .end();
        text.begin("stages");
        build();
        List<Component> deployed = project.components().stream()
                .filter(component -> component.kind() != ComponentKind.FUNCTION)
                .toList();
        if (!deployed.isEmpty()) {
            deploy("Deploy to staging", "staging", deployed, false);
            deploy("Deploy to production", "production", deployed, true);
        }
        return text.end().end().toString();
    }

    private void build() {
        text.begin("stage('Build')").line("agent any");
        text.begin("options").line("timeout(time: 1, unit: 'HOURS')").end();
        Map<String, String> caches = caches();
        if (!caches.isEmpty()) {
            text.begin("environment");
            caches.forEach((name, value) -> text.line("%s = \"%s\"".formatted(name, value)));
            text.end();
        }
        text.begin("stages");
        text.begin("stage('Detect')")
                .begin("steps")
                .line("detectProject()")
                .end()
                .end();
        List<Component> tested = project.components().stream()
                .filter(component -> component.testCommand() != null)
                .toList();
        if (!tested.isEmpty()) {
            stages("Test", tested, this::test);
        }
        stages("Image", project.components(), this::image);
        text.end().end();
    }

    private Map<String, String> caches() {
        Map<String, String> caches = new TreeMap<>();
        for (Component component : project.components()) {
            String manager = component.packageManager() == null ? "" : component.packageManager();
            CACHES.getOrDefault(manager, Map.of())
                    .forEach((variable, directory) -> caches.put(variable, "${WORKSPACE}/.cache/" + directory));
            if (manager.equals(MAVEN)) {
                caches.put("MAVEN_ARGS", "-Dmaven.repo.local=${WORKSPACE}/.cache/maven");
            }
        }
        return caches;
    }

    /** One stage, or one with a branch for each component. */
    private void stages(String name, List<Component> components, Consumer<Component> content) {
        if (components.size() == 1) {
            text.begin("stage('%s')".formatted(name));
            content.accept(components.get(0));
            text.end();
            return;
        }
        text.begin("stage('%s')".formatted(name)).begin("parallel");
        for (Component component : components) {
            text.begin("stage(%s)".formatted(GroovyText.literal("%s %s".formatted(name, component.name()))));
            content.accept(component);
            text.end();
        }
        text.end().end();
    }

    private void test(Component component) {
        TestTool tool = TestTool.of(component.testCommand());
        String command = component.testCommand() + (tool == null ? "" : tool.option());
        text.begin("steps");
        boolean below = !component.buildContext().equals(".");
        if (below) {
            text.begin("dir(%s)".formatted(GroovyText.literal(component.buildContext())));
        }
        if (component.installCommand() != null) {
            text.line("sh " + GroovyText.literal(forTests(component.installCommand())));
        }
        text.line("sh " + GroovyText.literal(command));
        if (below) {
            text.end();
        }
        text.end();
        if (tool != null) {
            text.begin("post")
                    .begin("always")
                    .line("junit allowEmptyResults: true, testResults: " + GroovyText.literal(tool.reports()))
                    .end()
                    .end();
        }
    }

    /** Images leave out what only tests need; tests do not. */
    private static String forTests(String install) {
        return install.replace(" --no-dev", "")
                .replace(" --only main", "")
                .replace(" --prod", "")
                .replace(" --only prod", "")
                .replace(" --production", "");
    }

    private void image(Component component) {
        List<String> parameters = new ArrayList<>();
        parameters.add("repository: \"${env.REPOSITORY}/%s\"".formatted(component.name()));
        if (!component.path().equals(".")) {
            parameters.add("dir: " + GroovyText.literal(component.path()));
        }
        parameters.add("credentialsId: 'registry'");
        text.begin("steps").begin("script");
        text.line("def image = buildImage " + String.join(", ", parameters));
        text.line("securityScan image: image.reference, failOn: 'HIGH', ignoreUnfixed: true");
        text.line("env.%s = image.reference".formatted(variable(component)));
        text.end().end();
    }

    private void deploy(String name, String environment, List<Component> components, boolean approved) {
        text.begin("stage('%s')".formatted(name));
        if (approved) {
            text.begin("input")
                    .line("message 'Deploy to %s?'".formatted(environment))
                    .line("ok 'Deploy'")
                    .end();
        }
        text.begin("steps");
        for (Component component : components) {
            List<String> parameters = new ArrayList<>(List.of(
                    "image: env." + variable(component),
                    "environment: '%s'".formatted(environment),
                    "cluster: '%s'".formatted(environment),
                    "namespace: " + GroovyText.literal(project.main().name()),
                    "workload: " + GroovyText.literal(component.name())));
            if (component.port() != null) {
                parameters.add("port: " + component.port());
            }
            if (component.healthPath() != null) {
                parameters.add("healthCheck: " + GroovyText.literal(component.healthPath()));
            }
            text.line("deployToCluster " + String.join(", ", parameters));
        }
        text.end().end();
    }

    private static String variable(Component component) {
        return "IMAGE_" + component.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
