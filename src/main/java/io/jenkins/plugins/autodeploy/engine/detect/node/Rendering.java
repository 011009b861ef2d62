package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a framework that can do both renders its pages on a server or when it is built, as the project's configuration has it. */
final class Rendering {
    private static final int ASTRO_PORT = 4321;
    private static final int ANGULAR_PORT = 4000;
    private static final String ANGULAR = "angular.json";

    /** Other than usual when a file says so. */
    private record ByFile(String framework, List<String> files, Pattern says, ComponentKind kind, String output) {}

    /** Other than usual when a package is there. */
    private record ByPackage(String framework, String packageName, ComponentKind kind, String output) {}

    private static final List<ByFile> BY_FILE = List.of(
            new ByFile(
                    "next",
                    configurations("next"),
                    says("output['\"]?\\s*:\\s*['\"]export"),
                    ComponentKind.STATIC,
                    "out"),
            new ByFile("next", List.of(PackageJson.FILE), says("next export"), ComponentKind.STATIC, "out"),
            new ByFile(
                    "nuxt", List.of(PackageJson.FILE), says("nuxi? generate"), ComponentKind.STATIC, ".output/public"),
            new ByFile("nuxt", configurations("nuxt"), says("ssr\\s*:\\s*false"), ComponentKind.SPA, ".output/public"),
            new ByFile(
                    "react-router",
                    configurations("react-router"),
                    says("ssr\\s*:\\s*false"),
                    ComponentKind.SPA,
                    "build/client"),
            new ByFile("remix", configurations("vite"), says("ssr\\s*:\\s*false"), ComponentKind.SPA, "build/client"),
            new ByFile(
                    "tanstack-start",
                    configurations("vite"),
                    says("spa\\s*:\\s*\\{"),
                    ComponentKind.SPA,
                    "dist/client"));

    private static final List<ByPackage> BY_PACKAGE =
            List.of(new ByPackage("sveltekit", "@sveltejs/adapter-static", ComponentKind.STATIC, "build"));

    private Rendering() {}

    /** The framework as this project uses it. */
    static Framework of(Framework framework, SourceDirectory directory, PackageJson manifest, ComponentDraft draft) {
        for (ByPackage rule : BY_PACKAGE) {
            if (rule.framework().equals(framework.name())
                    && manifest.anyDependency(rule.packageName()).isPresent()) {
                draft.because(PackageJson.FILE, "dependency %s: built to files".formatted(rule.packageName()));
                return files(framework, rule.kind(), rule.output());
            }
        }
        for (ByFile rule : BY_FILE) {
            Optional<String> file = rule.framework().equals(framework.name())
                    ? rule.files().stream()
                            .filter(name -> rule.says()
                                    .matcher(directory.text(name).orElse(""))
                                    .find())
                            .findFirst()
                    : Optional.empty();
            if (file.isPresent()) {
                draft.because(file.get(), "built to files");
                return files(framework, rule.kind(), rule.output());
            }
        }
        return switch (framework.name()) {
            case "astro" -> astro(framework, manifest, draft);
            case "angular" -> angular(framework, directory, draft);
            case "vitepress", "vuepress" -> pagesOf(framework, directory, manifest);
            default -> framework;
        };
    }

    private static Framework astro(Framework framework, PackageJson manifest, ComponentDraft draft) {
        if (manifest.anyDependency("@astrojs/node").isEmpty()) {
            return framework;
        }
        draft.because(PackageJson.FILE, "dependency @astrojs/node: rendered by a server");
        return Framework.server(
                        framework.name(), ASTRO_PORT, framework.packages().toArray(String[]::new))
                .output("dist")
                .start("node ./dist/server/entry.mjs")
                .with(framework.madeOf().toArray(String[]::new));
    }

    private static Framework angular(Framework framework, SourceDirectory directory, ComponentDraft draft) {
        for (var project : directory.json(ANGULAR).path("projects").properties()) {
            var options = project.getValue().at("/architect/build/options");
            Optional<String> name = SafeText.path(project.getKey());
            if (!options.path("ssr").isMissingNode() && options.path("ssr").asBoolean(true) && name.isPresent()) {
                draft.because(ANGULAR, "ssr: rendered by a server");
                return Framework.server(framework.name(), ANGULAR_PORT, "@angular/core")
                        .output("dist")
                        .start("node dist/%s/server/server.mjs".formatted(name.get()))
                        .with("express");
            }
        }
        return framework;
    }

    /** Their pages lie in the directory that their build is given: {@code vitepress build docs}. */
    private static Framework pagesOf(Framework framework, SourceDirectory directory, PackageJson manifest) {
        Matcher told = Pattern.compile(framework.name() + " build ([\\w./-]{1,100})")
                .matcher(String.join("\n", manifest.scripts()));
        Optional<String> pages = told.find() ? SafeText.path(told.group(1)) : Optional.empty();
        return pages.filter(path -> directory.hasDirectory(path))
                .map(path -> framework.output(path + "/" + framework.outputDirectory()))
                .orElse(framework);
    }

    private static Framework files(Framework framework, ComponentKind kind, String output) {
        String[] packages = framework.packages().toArray(String[]::new);
        Framework files = kind == ComponentKind.SPA
                ? Framework.application(framework.name(), output, packages)
                : Framework.site(framework.name(), output, packages);
        return files.with(framework.madeOf().toArray(String[]::new));
    }

    private static List<String> configurations(String name) {
        return List.of(
                name + ".config.js",
                name + ".config.mjs",
                name + ".config.ts",
                name + ".config.cjs",
                name + ".config.mts");
    }

    private static Pattern says(String regex) {
        return Pattern.compile(regex);
    }
}
