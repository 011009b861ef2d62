package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.Connection;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import io.jenkins.plugins.autodeploy.engine.record.ProcessType;
import java.util.List;

/** Detected projects for tests of what is generated for them. */
final class Projects {
    private static final Evidence SOMETHING = new Evidence("file", "told");

    private Projects() {}

    /** A front end that sends what is below {@code /api} to a server. */
    static DetectedProject shop() {
        return new DetectedProject(
                List.of(component("web", ComponentKind.SPA, 8080), component("api", ComponentKind.SERVER, 4000)),
                null,
                List.of(new Connection("web", "api", "/api", SOMETHING)),
                List.of());
    }

    static Component component(String name, ComponentKind kind, Integer port, ProcessType... processes) {
        return component(name, kind, port, "npm test", processes);
    }

    static Component component(String name, ComponentKind kind, Integer port, String test, ProcessType... processes) {
        return new Component(
                name,
                name,
                name,
                kind,
                "javascript",
                null,
                null,
                "npm",
                null,
                "node",
                "22",
                "npm ci",
                null,
                test,
                "node server.js",
                null,
                port,
                null,
                null,
                null,
                null,
                null,
                List.of(processes),
                1,
                List.of(),
                List.of());
    }
}
