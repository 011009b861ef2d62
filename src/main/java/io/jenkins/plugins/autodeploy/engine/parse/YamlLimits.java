package io.jenkins.plugins.autodeploy.engine.parse;

import org.yaml.snakeyaml.LoaderOptions;

/** Bounds for YAML that comes from outside. */
public final class YamlLimits {
    private YamlLimits() {}

    /**
     * For texts that have no need of aliases, by which a short one can become a huge one.
     *
     * @param deepest how far collections may be nested
     * @param largest in characters
     */
    public static LoaderOptions withoutAliases(int deepest, int largest) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(deepest);
        limits.setCodePointLimit(largest);
        return limits;
    }
}
