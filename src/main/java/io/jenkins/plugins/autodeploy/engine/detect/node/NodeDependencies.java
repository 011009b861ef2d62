package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.Optional;

/** What a package declares, with the exact versions of its lock file. */
record NodeDependencies(PackageJson manifest, NodeTool.Choice tool, SourceDirectory directory) implements Dependencies {
    @Override
    public boolean has(String name) {
        return manifest.anyDependency(name).isPresent();
    }

    @Override
    public Optional<Dependency> find(String name) {
        return manifest.anyDependency(name)
                .map(range -> Dependency.of(
                        name,
                        range,
                        directory.evidence(PackageJson.FILE, "dependency %s %s".formatted(name, range)),
                        NodeLock.find(tool, name)));
    }
}
