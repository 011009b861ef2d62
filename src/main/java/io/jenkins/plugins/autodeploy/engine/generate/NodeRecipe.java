package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
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
        return "node".equals(component.runtime()) || "bun".equals(component.runtime());
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
        boolean bun = "bun".equals(component.runtime());
        String image = (bun ? "oven/bun:%s-alpine" : "node:%s-alpine").formatted(component.runtimeVersion());
        DockerfileText text = new DockerfileText().from(image, "build").workdir(SOURCES);
        build(text, component);
        if (component.startCommand() == null && component.outputDirectory() != null) {
            String output = Recipe.needed(component, "an output directory", component.outputDirectory());
            String files = Recipe.place(component) + "/" + output;
            return WebServer.serve(text.blank(), component, "build", files).toString();
        }
        String start = Recipe.needed(component, "a start command", component.startCommand());
        if (component.packageManager() != null) {
            text.run(prune(component));
        }
        text.blank().from(image);
        Recipe.labelled(text, component)
                .env("NODE_ENV", "production")
                .workdir(Recipe.place(component))
                .copyOwned("build", NODE_USER, SOURCES, SOURCES)
                .user(NODE_USER);
        Recipe.listening(text, component, port -> List.of(bun ? "bun" : "node", "-e", HEALTH.formatted(port)));
        // Every package manager's start does what npm's does, and npm is there without a download.
        return text.commandWithInit(StartWords.of(start.replaceFirst("^(?:yarn|pnpm) start$", "npm start")))
                .toString();
    }

    private static void build(DockerfileText text, Component component) {
        if (component.packageManager() == null) {
            text.copy(".", ".");
            return;
        }
        if (needsCorepack(component.packageManager(), component.installCommand())) {
            text.run("corepack enable");
        }
        if (Recipe.isMember(component)) {
            text.copy(".", ".").runCached(component.installCommand(), cache(component.packageManager()));
        } else {
            text.copy(manifests(component.packageManager()))
                    .runCached(component.installCommand(), cache(component.packageManager()))
                    .copy(".", ".");
        }
        if (component.buildCommand() != null) {
            text.run(component.buildCommand());
        }
    }

    /** The official images bring npm and the classic yarn. */
    static boolean needsCorepack(String packageManager, String installCommand) {
        return packageManager.equals("pnpm") || installCommand.contains("--immutable");
    }

    static String[] manifests(String packageManager) {
        return switch (packageManager) {
            case "yarn" -> new String[] {"package.json", "yarn.lock*", ".yarnrc.yml*", "./"};
            case "pnpm" -> new String[] {"package.json", "pnpm-lock.yaml*", "pnpm-workspace.yaml*", ".npmrc*", "./"};
            case "bun" -> new String[] {"package.json", "bun.lock*", "bunfig.toml*", "./"};
            default -> new String[] {"package.json", "package-lock.json*", "npm-shrinkwrap.json*", ".npmrc*", "./"};
        };
    }

    static String cache(String packageManager) {
        return switch (packageManager) {
            case "yarn" -> "/usr/local/share/.cache/yarn";
            case "pnpm" -> "/root/.local/share/pnpm/store";
            case "bun" -> "/root/.bun/install/cache";
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
            case "bun" -> "rm -rf node_modules && bun install --production";
            default -> "npm prune --omit=dev";
        };
    }
}
