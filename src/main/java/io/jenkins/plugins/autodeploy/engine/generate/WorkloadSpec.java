package io.jenkins.plugins.autodeploy.engine.generate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;

/**
 * What manifests are made of.
 *
 * @param name a DNS label
 * @param image reference to run
 * @param port where the container listens; null for a worker
 * @param healthPath answers 2xx or 3xx to a GET when the workload is ready; null to only ask for a connection
 * @param nonRootImage whether the image is known to run as a numeric user other than root
 */
public record WorkloadSpec(
        String name,
        String image,
        @CheckForNull Integer port,
        int replicas,
        Map<String, String> env,
        @CheckForNull String healthPath,
        boolean nonRootImage) {
    public WorkloadSpec {
        env = Map.copyOf(env);
    }
}
