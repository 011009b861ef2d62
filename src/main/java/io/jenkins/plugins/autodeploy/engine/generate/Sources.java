package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.AssetBuild;
import io.jenkins.plugins.autodeploy.engine.record.Component;

/** How a project's files come into a stage: from the build context, or with the scripts and styles that Node builds of them first. */
final class Sources {
    private static final String STAGE = "assets";

    private Sources() {}

    /** Adds the stage that {@link #copy} needs, if it needs one. */
    static void stage(DockerfileText text, Component component) {
        AssetBuild assets = component.assets();
        if (assets == null) {
            return;
        }
        boolean bun = "bun".equals(assets.packageManager());
        text.from(bun ? "oven/bun:1-alpine" : "node:%s-alpine".formatted(assets.nodeVersion()), STAGE)
                .workdir(Recipe.SOURCES);
        if (NodeRecipe.needsCorepack(assets.packageManager(), assets.installCommand())) {
            text.run("corepack enable");
        }
        text.copy(NodeRecipe.manifests(assets.packageManager()))
                .runCached(assets.installCommand(), NodeRecipe.cache(assets.packageManager()))
                .copy(".", ".")
                // What was installed to build is not needed to run.
                .run(assets.buildCommand() + " && rm -rf node_modules")
                .blank();
    }

    /** Copies the files into the working directory. */
    static DockerfileText copy(DockerfileText text, Component component) {
        return component.assets() == null ? text.copy(".", ".") : text.copyFrom(STAGE, Recipe.SOURCES + "/", "./");
    }
}
