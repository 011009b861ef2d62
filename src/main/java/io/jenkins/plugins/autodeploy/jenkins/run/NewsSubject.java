package io.jenkins.plugins.autodeploy.jenkins.run;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import java.util.List;

/**
 * What is known of a deployment before its first record.
 *
 * @param deployment its id
 * @param rollback whether somebody takes the target back
 * @param allowOutdated whether it may replace what is newer
 * @param channels names of those that are told; empty for those that are for the environment
 */
public record NewsSubject(
        String deployment, String environment, boolean rollback, boolean allowOutdated, List<String> channels) {
    public static NewsSubject of(DeployRequest request, List<String> channels) {
        return new NewsSubject(request.id(), request.environment(), false, request.allowOutdated(), channels);
    }

    public static NewsSubject of(RollbackRequest request, List<String> channels) {
        return new NewsSubject(request.id(), request.environment(), true, false, channels);
    }

    /** One that is taken up again without its request. */
    static NewsSubject resumed(String deployment, String environment, boolean rollback) {
        return new NewsSubject(deployment, environment, rollback, false, List.of());
    }
}
