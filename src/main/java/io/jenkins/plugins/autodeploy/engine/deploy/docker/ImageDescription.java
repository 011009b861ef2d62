package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image as {@code docker image inspect} shows it.
 *
 * @param ports TCP ports that it says it listens on
 * @param env {@code NAME=value}
 */
record ImageDescription(String id, List<Integer> ports, List<String> env) {
    private static final Pattern TCP_PORT = Pattern.compile("(\\d{1,5})/tcp");

    ImageDescription {
        ports = List.copyOf(ports);
        env = List.copyOf(env);
    }

    static ImageDescription of(JsonNode inspected) {
        List<Integer> ports = new ArrayList<>();
        inspected.at("/Config/ExposedPorts").fieldNames().forEachRemaining(name -> {
            Matcher port = TCP_PORT.matcher(name);
            if (port.matches()) {
                ports.add(Integer.valueOf(port.group(1)));
            }
        });
        List<String> env = new ArrayList<>();
        inspected.at("/Config/Env").forEach(variable -> env.add(variable.asText()));
        return new ImageDescription(inspected.path("Id").asText(), ports, env);
    }
}
