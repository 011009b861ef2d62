package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project and every builder of Dockerfiles that runs here, each for real. */
abstract class BuildersScene {
    static final String DOCKERFILE = """
            FROM scratch AS base
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "echo", "hello from the build"]
            FROM base AS app
            ARG GREETING=none
            ENV GREETING=$GREETING
            COPY index.html /index.html
            CMD ["/bin/busybox", "httpd", "-f"]
            """;
    static DockerEngine engine;

    @TempDir
    Path project;

    @TempDir
    Path kept;

    final RecordedEvents events = new RecordedEvents();
    WatchedWorkspace workspace;
    ContainersStore store;

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

    @BeforeEach
    void makeProject() throws IOException {
        store = ContainersStore.open();
        DockerEngine.addBusybox(project);
        Files.writeString(project.resolve("index.html"), "<h1>hello</h1>");
        Files.writeString(project.resolve("Dockerfile"), DOCKERFILE);
        workspace = new WatchedWorkspace(project);
    }

    @AfterEach
    void leavesNothing() throws Exception {
        assertThat(workspace.temporaries())
                .allSatisfy(directory -> assertThat(directory).doesNotExist());
        assertThat(store.containers()).isEmpty();
        store.close();
    }

    BuiltImage build(BuildRequest request, BuilderKind kind) throws Exception {
        return new ImageBuild(
                        new NoKnowledge(), new NoDaemonless(), new LastImages(kept.resolve("images.json")), pause -> {})
                .build(request, workspace, kind.on(engine, store, kept), events, InstantSource.system());
    }
}
