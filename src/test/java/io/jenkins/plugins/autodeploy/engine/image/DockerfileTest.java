package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.image.Dockerfile.Instruction;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    @Test
    void joinsContinuationLinesAndLeavesOutComments() {
        String text = "# syntax\nfrom node:22 as build\nRUN a && \\\n  # inside\n  b\n\nCMD [\"x\"]\n";

        assertThat(Dockerfile.parse(text).instructions())
                .containsExactly(
                        new Instruction(2, "FROM", "node:22 as build"),
                        new Instruction(3, "RUN", "a &&    b"),
                        new Instruction(7, "CMD", "[\"x\"]"));
    }

    @Test
    void readsNoInstructionsOutOfHereDocuments() {
        String text = "FROM a\nRUN <<EOF\nFROM b\nEOF\nCOPY <<-\"ONE\" <<TWO /x\nFROM c\nONE\nFROM d\nTWO\nUSER e\n";

        assertThat(Dockerfile.parse(text).instructions())
                .extracting(Instruction::name)
                .containsExactly("FROM", "RUN", "COPY", "USER");
    }

    @Test
    void followsStagesToTheImageThatTheyStartFrom() {
        Dockerfile dockerfile = Dockerfile.parse("""
                ARG VERSION=22
                FROM --platform=$BUILDPLATFORM node:${VERSION}-alpine AS base
                FROM base AS build
                FROM nginx:1.28
                FROM build AS last
                """);

        assertThat(dockerfile.baseImage(null, Map.of())).contains("node:22-alpine");
        assertThat(dockerfile.baseImage("2", Map.of())).contains("nginx:1.28");
        assertThat(dockerfile.baseImage("BUILD", Map.of("VERSION", "24"))).contains("node:24-alpine");
        assertThat(dockerfile.baseImage("absent", Map.of())).isEmpty();
        assertThat(Dockerfile.parse("").baseImage(null, Map.of())).isEmpty();
    }

    @Test
    void survivesAnything() {
        assertThat(Dockerfile.parse("FROM\n\\\n<<EOF\nRUN <<X").instructions()).isNotEmpty();
    }
}
