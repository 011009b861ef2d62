package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileCheckTest {
    @Test
    void namesEachFaultWithItsLine() {
        String dockerfile = """
                FROM node:latest AS build
                # a comment
                ADD https://example.com/tool /usr/bin/tool
                RUN apt-get update && \\
                    curl -sSL https://example.com/install.sh | bash
                FROM build
                FROM nginx
                ENV API_TOKEN=abc123 PORT=80
                ENV DB_PASSWORD geheim
                ARG NPM_TOKEN=xyz
                EXPOSE 80 22
                """;

        assertThat(faults(dockerfile))
                .containsExactlyInAnyOrder(
                        "dockerfile-latest-tag Dockerfile:1",
                        "dockerfile-add-url Dockerfile:3",
                        "dockerfile-pipe-to-shell Dockerfile:4",
                        "dockerfile-latest-tag Dockerfile:7",
                        "dockerfile-root-user Dockerfile:7",
                        "dockerfile-secret-in-env Dockerfile:8",
                        "dockerfile-secret-in-env Dockerfile:9",
                        "dockerfile-secret-in-arg Dockerfile:10",
                        "dockerfile-ssh-port Dockerfile:11");
    }

    @Test
    void findsNothingWrongWithACarefulDockerfile() {
        String dockerfile = """
                ARG NODE=22-alpine
                FROM node:${NODE} AS build
                ARG NPM_TOKEN
                ENV API_KEY_FILE=/run/secrets/key TOKEN_URL=https://example.com/token
                RUN --mount=type=secret,id=npm npm ci
                RUN cat <<EOF > /etc/motd
                FROM nothing
                ENV PASSWORD=x
                EOF
                FROM node:22-alpine
                COPY --from=build /app /app
                USER node
                EXPOSE 3000 2222
                """;

        assertThat(faults(dockerfile)).isEmpty();
    }

    @Test
    void trustsBasesThatSetAUserOfTheirOwn() {
        assertThat(faults("FROM gcr.io/distroless/base:nonroot\n")).isEmpty();
        assertThat(faults("FROM gcr.io/distroless/base:nonroot\nUSER 0:0\n"))
                .containsExactly("dockerfile-root-user Dockerfile:2");
    }

    private static List<String> faults(String text) {
        return DockerfileCheck.check("Dockerfile", text).stream()
                .map(DockerfileCheckTest::inShort)
                .toList();
    }

    private static String inShort(Finding finding) {
        return finding.id() + " " + finding.location();
    }
}
