package io.jenkins.plugins.autodeploy.engine.detect.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a tree is not its source: what convention leaves out and what the {@code .gitignore} files from the root down to a directory name. As in git, the last
 * pattern that matches decides, and nothing below an excluded directory can be taken in again, because the walk does not enter it.
 */
final class IgnoreRules {
    static final String FILE = ".gitignore";

    private static final int MOST_PATTERNS = 1_000;
    private static final Set<String> BY_CONVENTION = Set.of(
            ".git",
            ".hg",
            ".svn",
            ".idea",
            ".vscode",
            ".venv",
            ".tox",
            ".nox",
            ".mypy_cache",
            ".pytest_cache",
            ".gradle",
            ".mvn",
            ".next",
            ".nuxt",
            ".svelte-kit",
            ".angular",
            ".cache",
            ".terraform",
            "node_modules",
            "bower_components",
            "vendor",
            "venv",
            "virtualenv",
            "site-packages",
            "__pycache__",
            "target",
            "dist",
            "build",
            "out",
            "coverage");

    /** @param base the directory of the {@code .gitignore}, split at its slashes */
    private record Layer(List<String> base, List<IgnorePattern> patterns) {}

    static final IgnoreRules NONE = new IgnoreRules(List.of());

    private final List<Layer> layers;

    private IgnoreRules(List<Layer> layers) {
        this.layers = layers;
    }

    /** These rules and those of the {@code .gitignore} in {@code directory}, which go first below it. */
    IgnoreRules and(String directory, String gitignore) {
        List<IgnorePattern> patterns = gitignore
                .lines()
                .limit(MOST_PATTERNS)
                .map(IgnorePattern::parse)
                .flatMap(Optional::stream)
                .toList();
        List<Layer> all = new ArrayList<>(layers);
        all.add(new Layer(split(directory), patterns));
        return new IgnoreRules(all);
    }

    boolean excludes(String path, boolean directory) {
        List<String> segments = split(path);
        if (directory && BY_CONVENTION.contains(segments.get(segments.size() - 1))) {
            return true;
        }
        boolean excluded = false;
        for (Layer layer : layers) {
            List<String> below = segments.subList(layer.base().size(), segments.size());
            for (IgnorePattern pattern : layer.patterns()) {
                if (pattern.matches(below, directory)) {
                    excluded = !pattern.negated();
                }
            }
        }
        return excluded;
    }

    private static List<String> split(String path) {
        return path.equals(".") ? List.of() : Arrays.asList(path.split("/"));
    }
}
