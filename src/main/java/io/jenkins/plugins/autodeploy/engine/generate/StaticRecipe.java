package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;

/** Files as they are. */
final class StaticRecipe implements Recipe {
    @Override
    public boolean fits(Component component) {
        return component.kind() == ComponentKind.STATIC && component.buildCommand() == null;
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of("node_modules", "*.md");
    }

    @Override
    public String dockerfile(Component component) {
        String files = component.outputDirectory() == null ? "." : component.outputDirectory();
        return WebServer.serve(new DockerfileText(), component, null, files + "/")
                .toString();
    }
}
