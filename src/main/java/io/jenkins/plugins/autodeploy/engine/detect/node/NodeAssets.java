package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.AssetBuild;
import java.util.Set;

/** The scripts and styles that Node builds for a component which is written in something else. */
public final class NodeAssets {
    private static final Set<String> BUILT_IN = Set.of("javascript", "typescript");
    private static final String BUILD = "build";

    private NodeAssets() {}

    /** Adds the build of the {@code package.json} beside it, if there is one with a build. */
    public static void complete(ComponentDraft draft) {
        if (BUILT_IN.contains(draft.language())) {
            return;
        }
        SourceDirectory directory = draft.directory();
        PackageJson.of(directory)
                .filter(manifest -> manifest.script(BUILD).isPresent())
                .ifPresent(manifest -> {
                    NodeTool.Choice tool = NodeTool.of(directory);
                    ComponentDraft node = new ComponentDraft(directory, "javascript");
                    NodeVersion.describe(directory, manifest, node);
                    draft.assets(new AssetBuild(
                                    tool.tool().label(),
                                    node.runtimeVersion(),
                                    OutputDirectory.bundler(manifest).orElse(null),
                                    tool.install(),
                                    tool.tool().run(BUILD, "")))
                            .because(
                                    PackageJson.FILE,
                                    "script build: " + manifest.script(BUILD).orElseThrow());
                });
    }
}
