package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;

/**
 * What a deployment is to run.
 *
 * @param image the reference for people and records
 * @param source what the docker client is asked for: the reference, or the id of an image that is on the host
 * @param containerPort null for the one that the image exposes
 * @param publicPort null for {@code containerPort}
 * @param healthPath see {@link Probe#path()}
 * @param env {@code NAME=value}; those of the image may be among them
 * @param provenance where it came from
 */
record Version(
        String image,
        String source,
        @CheckForNull Integer containerPort,
        @CheckForNull Integer publicPort,
        @CheckForNull String healthPath,
        List<String> env,
        Provenance provenance) {
    Version {
        env = List.copyOf(env);
    }

    /** @throws InvalidInputException if neither the request nor the image says which port it is */
    int port(ImageDescription description) throws InvalidInputException {
        if (containerPort != null) {
            return containerPort;
        }
        if (description.ports().size() != 1) {
            String exposed = description.ports().isEmpty() ? "none" : "the ports " + description.ports();
            throw new InvalidInputException(
                    "port", null, "the container's port, since %s exposes %s".formatted(image, exposed));
        }
        return description.ports().get(0);
    }

    /** The variables that the image does not have by itself. */
    List<String> ownVariables(ImageDescription description) {
        return env.stream()
                .filter(variable -> !description.env().contains(variable))
                .toList();
    }
}
