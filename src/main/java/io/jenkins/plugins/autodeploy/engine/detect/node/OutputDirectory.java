package io.jenkins.plugins.autodeploy.engine.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a bundler leaves what a web server then serves. */
final class OutputDirectory {
    /** The packages that build applications, as the manifest names them. */
    private static final List<String> BUNDLERS = List.of(
            "@angular/cli",
            "vite",
            "react-scripts",
            "@craco/craco",
            "@vue/cli-service",
            "@rsbuild/core",
            "parcel",
            "parcel-bundler",
            "webpack",
            "rollup",
            "ember-cli",
            "expo",
            "brunch",
            "@stencil/core",
            "polymer-cli",
            "svelte-check");

    private static final List<String> VITE_CONFIGURATIONS = List.of(
            "vite.config.ts",
            "vite.config.js",
            "vite.config.mjs",
            "vite.config.mts",
            "vue.config.js",
            "rsbuild.config.ts",
            "astro.config.mjs",
            "astro.config.ts");
    private static final Pattern OUT_DIRECTORY =
            Pattern.compile("\\b(?:outDir|outputDir)\\s*:\\s*['\"]([^'\"\n]{1,200})['\"]");
    private static final String ANGULAR = "angular.json";
    /** Since version 17 its builder puts what a browser gets into a directory of that name. */
    private static final String ANGULAR_APPLICATION = "application";

    private OutputDirectory() {}

    /** The bundler that a package declares, if it declares one. */
    static Optional<String> bundler(PackageJson manifest) {
        return BUNDLERS.stream()
                .filter(packageName -> manifest.anyDependency(packageName).isPresent())
                .findFirst();
    }

    /** @param usual where the framework's own tool leaves it */
    static String of(SourceDirectory directory, String usual, ComponentDraft draft) {
        Optional<String> angular = angular(directory.json(ANGULAR));
        if (angular.isPresent()) {
            draft.because(ANGULAR, "output directory " + angular.get());
            return angular.get();
        }
        Optional<String> configuration = directory.firstOf(VITE_CONFIGURATIONS);
        Matcher told =
                OUT_DIRECTORY.matcher(configuration.flatMap(directory::text).orElse(""));
        Optional<String> path = told.find() ? SafeText.path(told.group(1)) : Optional.empty();
        if (path.isPresent()) {
            draft.because(configuration.orElseThrow(), "output directory " + path.get());
            return path.get();
        }
        boolean createReactApp = PackageJson.of(directory)
                .filter(manifest -> manifest.anyDependency("react-scripts").isPresent())
                .isPresent();
        return createReactApp && usual.equals("dist") ? "build" : usual;
    }

    private static Optional<String> angular(JsonNode workspace) {
        JsonNode projects = workspace.path("projects");
        for (var project : projects.properties()) {
            JsonNode build = project.getValue().path("architect").path("build");
            if (build.isMissingNode()
                    || project.getValue().path("projectType").asText("").equals("library")) {
                continue;
            }
            JsonNode output = build.path("options").path("outputPath");
            String base = output.isObject() ? output.path("base").asText("") : output.asText("");
            String path = base.isEmpty() ? "dist/" + project.getKey() : base;
            boolean application = build.path("builder").asText("").endsWith(":" + ANGULAR_APPLICATION);
            String browser = output.isObject() ? output.path("browser").asText("browser") : "browser";
            return SafeText.path(application && !browser.isEmpty() ? path + "/" + browser : path);
        }
        return Optional.empty();
    }
}
