package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.ArrayList;
import java.util.List;

/** Servers and workers on Node, and applications that Node builds for a browser. */
final class NodeRecipe implements Recipe {
    /** The user {@code node} of the official images, by number, so that a cluster can tell that it is not root. */
    private static final int NODE_USER = 1_000;

    private static final String HEALTH =
            "require('http').get({host:'127.0.0.1',port:%d,path:'/',timeout:2000},r=>process.exit(r.statusCode<500?0:1))"
                    + ".on('error',()=>process.exit(1))";

    @Override
    public boolean fits(Component component) {
        return "node".equals(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        List<String> ignored = new ArrayList<>(List.of("**/node_modules", "npm-debug.log*", "coverage", ".next"));
        if (component.buildCommand() != null) {
            ignored.addAll(List.of("dist", "build"));
        }
        return ignored;
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String image = "node:%s-alpine".formatted(component.runtimeVersion());
        DockerfileText text = new DockerfileText().from(image, "build").workdir(SOURCES);
        build(text, component);
        if (component.kind() == ComponentKind.SPA) {
            String output = Recipe.needed(component, "an output directory", component.outputDirectory());
            String files = Recipe.place(component) + "/" + output;
            return WebServer.serve(text.blank(), component, "build", files).toString();
        }
        String start = Recipe.needed(component, "a start command", component.startCommand());
        text.run(prune(component)).blank().from(image);
        Recipe.labelled(text, component)
                .env("NODE_ENV", "production")
                .workdir(Recipe.place(component))
                .copyOwned("build", NODE_USER, SOURCES, SOURCES)
                .user(NODE_USER);
        if (component.port() != null) {
            text.env("PORT", component.port().toString())
                    .expose(component.port())
                    .health(List.of("node", "-e", HEALTH.formatted(component.port())));
        }
        // Every package manager's start does what npm's does, and npm is there without a download.
        return text.commandWithInit(StartWords.of(start.replaceFirst("^(?:yarn|pnpm) start$", "npm start")))
                .toString();
    }

    private static void build(DockerfileText text, Component component) {
        if (needsCorepack(component)) {
            text.run("corepack enable");
        }
        if (Recipe.isMember(component)) {
            text.copy(".", ".").runCached(cache(component), component.installCommand());
        } else {
            text.copy(manifests(component))
                    .runCached(cache(component), component.installCommand())
                    .copy(".", ".");
        }
        if (component.buildCommand() != null) {
            text.run(component.buildCommand());
        }
    }

    /** The official images bring npm and the classic yarn. */
    private static boolean needsCorepack(Component component) {
        return component.packageManager().equals("pnpm")
                || component.installCommand().contains("--immutable");
    }

    private static String[] manifests(Component component) {
        return switch (component.packageManager()) {
            case "yarn" -> new String[] {"package.json", "yarn.lock*", ".yarnrc.yml*", "./"};
            case "pnpm" -> new String[] {"package.json", "pnpm-lock.yaml*", "pnpm-workspace.yaml*", ".npmrc*", "./"};
            default -> new String[] {"package.json", "package-lock.json*", "npm-shrinkwrap.json*", ".npmrc*", "./"};
        };
    }

    private static String cache(Component component) {
        return switch (component.packageManager()) {
            case "yarn" -> "/usr/local/share/.cache/yarn";
            case "pnpm" -> "/root/.local/share/pnpm/store";
            default -> "/root/.npm";
        };
    }

    private static String prune(Component component) {
        return switch (component.packageManager()) {
            case "yarn" ->
                component.installCommand().contains("--immutable")
                        ? "yarn workspaces focus --production"
                        : "yarn install --production --ignore-scripts --prefer-offline";
            case "pnpm" -> "pnpm prune --prod";
            default -> "npm prune --omit=dev";
        };
    }
}
