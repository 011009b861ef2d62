package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
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
    public List<String> ignored() {
        return List.of("node_modules", "npm-debug.log*", ".next", "dist", "build", "coverage");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String image = "node:%s-alpine".formatted(component.runtimeVersion());
        String start = component.kind() == ComponentKind.SPA
                ? null
                : Recipe.needed(component, "a start command", component.startCommand());
        DockerfileText text = new DockerfileText().from(image, "build").workdir("/app");
        if (!"npm".equals(component.packageManager())) {
            text.run("corepack enable");
        }
        text.copy(manifests(component))
                .runCached(cache(component), component.installCommand())
                .copy(".", ".");
        if (component.buildCommand() != null) {
            text.run(component.buildCommand());
        }
        if (component.kind() == ComponentKind.SPA) {
            String output = Recipe.needed(component, "an output directory", component.outputDirectory());
            return WebServer.serve(text.blank(), component, "build", "/app/" + output)
                    .toString();
        }
        text.run(prune(component)).blank().from(image);
        if (!"npm".equals(component.packageManager())) {
            text.run("corepack enable");
        }
        Recipe.labelled(text, component)
                .env("NODE_ENV", "production")
                .workdir("/app")
                .copyOwned("build", NODE_USER, "/app", "/app")
                .user(NODE_USER);
        if (component.port() != null) {
            text.env("PORT", component.port().toString())
                    .expose(component.port())
                    .health(List.of("node", "-e", HEALTH.formatted(component.port())));
        }
        return text.command(StartWords.of(start)).toString();
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
