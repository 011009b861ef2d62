package io.jenkins.plugins.autodeploy.engine.detect.compiled;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;

/** Projects of C and C++. Their build tools are used with other languages too, so that the sources decide. */
final class NativeEcosystem implements Ecosystem {
    private static final List<String> CPP = List.of(".cpp", ".cc", ".cxx");

    private final CompiledEcosystem ecosystem;

    NativeEcosystem(CompiledEcosystem ecosystem) {
        this.ecosystem = ecosystem;
    }

    @Override
    public String name() {
        return ecosystem.name();
    }

    @Override
    public List<String> markers() {
        return ecosystem.markers();
    }

    @Override
    public List<Framework> frameworks() {
        return ecosystem.frameworks();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        boolean cpp = CPP.stream().anyMatch(extension -> hasSources(directory, extension));
        boolean c = hasSources(directory, ".c");
        return cpp || c
                ? ecosystem.describe(directory).map(draft -> draft.language(cpp ? "c++" : "c"))
                : Optional.empty();
    }

    private static boolean hasSources(SourceDirectory directory, String extension) {
        return directory.filesBelow(extension).stream()
                .anyMatch(file -> !file.contains("/")
                        || file.startsWith("src/")
                        || file.startsWith("source/")
                        || file.startsWith("app/"));
    }
}
