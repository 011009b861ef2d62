package io.jenkins.plugins.autodeploy.engine.detect;

import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tool that holds the components of a tree together, as a file in its root tells. */
final class Monorepo {
    private static final Pattern ANYTHING = Pattern.compile("");
    private static final Pattern WORKSPACES = Pattern.compile("\"workspaces\"\\s*:\\s*[\\[{]");

    /** @param also a file that must be there too; null for none */
    private record Sign(String tool, String file, Pattern says, String also) {}

    /** What is built upon another comes before it. */
    private static final List<Sign> SIGNS = List.of(
            new Sign("turborepo", "turbo.json", ANYTHING, null),
            new Sign("nx", "nx.json", ANYTHING, null),
            new Sign("moon", ".moon/workspace.yml", ANYTHING, null),
            new Sign("rush", "rush.json", ANYTHING, null),
            new Sign("lerna", "lerna.json", ANYTHING, null),
            new Sign("pnpm", "pnpm-workspace.yaml", Pattern.compile("(?m)^packages:"), null),
            new Sign("bun", "package.json", WORKSPACES, "bun.lock"),
            new Sign("bun", "package.json", WORKSPACES, "bun.lockb"),
            new Sign("yarn", "package.json", WORKSPACES, "yarn.lock"),
            new Sign("npm", "package.json", WORKSPACES, null),
            new Sign("maven", "pom.xml", Pattern.compile("<modules>"), null),
            new Sign("gradle", "settings.gradle.kts", Pattern.compile("\\binclude\\s*\\("), null),
            new Sign("gradle", "settings.gradle", Pattern.compile("\\binclude\\b"), null),
            new Sign("cargo", "Cargo.toml", Pattern.compile("(?m)^\\[workspace]"), null),
            new Sign("go", "go.work", ANYTHING, null),
            new Sign("uv", "pyproject.toml", Pattern.compile("(?m)^\\[tool\\.uv\\.workspace]"), null),
            new Sign("mix", "mix.exs", Pattern.compile("apps_path:"), null));

    private Monorepo() {}

    static Optional<String> toolOf(SourceDirectory root) {
        return SIGNS.stream()
                .filter(sign -> root.has(sign.file()))
                .filter(sign -> sign.also() == null || root.has(sign.also()))
                .filter(sign ->
                        sign.says().matcher(root.text(sign.file()).orElse("")).find())
                .map(Sign::tool)
                .findFirst();
    }
}
