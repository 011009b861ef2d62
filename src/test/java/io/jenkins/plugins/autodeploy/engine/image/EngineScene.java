package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real Docker Engine, and a project that is built by it or beside it. */
abstract class EngineScene {
    static DockerEngine engine;

    @TempDir
    Path project;

    @TempDir
    Path kept;

    final RecordedEvents events = new RecordedEvents();
    WatchedWorkspace workspace;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = DockerEngine.start();
    }

    @AfterAll
    static void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @AfterEach
    void leavesNoTemporaryDirectory() {
        workspace.assertThatNoTemporaryDirectoryIsLeft();
    }

    void makeProject(String dockerfile) throws IOException {
        DockerEngine.addBusybox(project);
        Files.writeString(project.resolve("Dockerfile"), dockerfile);
        workspace = new WatchedWorkspace(project);
    }
}
