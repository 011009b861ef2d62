package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;

/** A project and every builder of Dockerfiles that runs here, each for real. */
abstract class BuildersScene extends StoreScene {
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

    @BeforeEach
    void makeProject() throws IOException {
        makeProject(DOCKERFILE);
        Files.writeString(project.resolve("index.html"), "<h1>hello</h1>");
    }

    BuiltImage build(BuildRequest request, BuilderKind kind) throws Exception {
        return new ImageBuild(
                        new NoKnowledge(), new NoDaemonless(), new LastImages(kept.resolve("images.json")), pause -> {})
                .build(request, workspace, kind.on(engine, store, kept), events, InstantSource.system());
    }
}
