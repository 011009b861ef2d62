package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One image for each of several platforms, and the index of them. The daemon keeps no index, so each image is pushed under a tag of its own first ({@code 1.0-linux-arm64}); the index then carries the tags
 * that were asked for.
 */
final class DockerIndex {
    private DockerIndex() {}

    static MadeImage make(DockerBuilder docker, BuildOrder order, Map<String, String> labels)
            throws StageFailedException, InterruptedException {
        List<String> platforms = order.request().parameters().platforms();
        List<BuildStep> steps = new ArrayList<>();
        MadeImage first = null;
        for (String platform : platforms) {
            order.stages().events().log(Stage.BUILD, "Building for " + platform);
            MadeImage image = docker.build(order, labels, platform, List.of(reference(order, platform)));
            steps.addAll(image.steps());
            first = first == null ? image : first;
        }
        order.stages().end(StageStatus.SUCCEEDED, "Built for " + String.join(", ", platforms));
        order.stages().begin(Stage.PUSH, "Pushing to " + order.names().registry());
        try (DockerPush push = DockerPush.open(docker, order)) {
            List<String> images = new ArrayList<>();
            for (String platform : platforms) {
                images.add(order.names().byDigest(push.push(reference(order, platform))));
            }
            String digest = "";
            for (String reference : order.names().references()) {
                digest = push.pushIndex(reference, images);
            }
            return first.withSteps(steps).pushedAs(digest);
        }
    }

    private static String reference(BuildOrder order, String platform) {
        return order.names().tagged(order.names().tags().get(0) + "-" + platform.replace('/', '-'));
    }
}
