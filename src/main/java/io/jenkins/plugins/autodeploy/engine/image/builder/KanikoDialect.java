package io.jenkins.plugins.autodeploy.engine.image.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads kaniko's messages, which name instructions without numbers: these are counted against those of the Dockerfile. For one build. */
final class KanikoDialect implements OutputDialect {
    private static final Pattern INSTRUCTION = Pattern.compile(
            "^(?:RUN|COPY|ADD|WORKDIR|ENV|ARG|LABEL|EXPOSE|USER|VOLUME|CMD|ENTRYPOINT|STOPSIGNAL|SHELL|HEALTHCHECK|ONBUILD)\\b.*");
    private static final Set<String> NOT_RUN = Set.of("FROM", "MAINTAINER");

    private final int steps;
    private int number;

    KanikoDialect(String dockerfile) {
        steps = (int) Dockerfile.parse(dockerfile).instructions().stream()
                .filter(instruction -> !NOT_RUN.contains(instruction.name()))
                .count();
    }

    /** The message of a line of kaniko's own, which is JSON; any other line is output of an instruction. */
    static String text(String line) {
        JsonNode json = line.startsWith("{") ? Tool.json(line) : null;
        return json == null || !json.has("level") ? line : json.path("msg").asText(line);
    }

    @Override
    public Told read(String line) {
        if (INSTRUCTION.matcher(line).matches()) {
            number++;
            return new Begun(null, Math.min(number, steps), steps, line);
        }
        return line.startsWith("Found cached layer") ? new Cached(null) : new Nothing();
    }
}
