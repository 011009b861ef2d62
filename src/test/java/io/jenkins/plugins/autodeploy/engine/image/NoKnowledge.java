package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;

/** Of a project that brings its Dockerfile nothing is asked. */
final class NoKnowledge implements ProjectKnowledge {
    @Override
    public Component detect(String directory) {
        throw new AssertionError("The project was asked for");
    }

    @Override
    public List<GeneratedFile> dockerfile(Component component) {
        throw new AssertionError("A Dockerfile was asked for");
    }
}
