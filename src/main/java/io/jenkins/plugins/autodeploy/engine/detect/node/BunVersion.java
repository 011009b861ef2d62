package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import java.util.List;

/** Which Bun a project wants. */
final class BunVersion {
    /** For projects that do not say. */
    private static final String STANDARD = "1";

    private BunVersion() {}

    static void describe(ComponentDraft draft) {
        RuntimeVersion.describe(draft, "bun", STANDARD, List.of("bun"), RuntimeVersion.Source.plain(".bun-version"));
    }
}
