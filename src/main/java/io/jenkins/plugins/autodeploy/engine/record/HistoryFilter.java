package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which runs of a history are wanted; null asks for nothing.
 *
 * @param text what name, title, commit, person, image, environment or reason must contain, in any case
 */
public record HistoryFilter(
        @CheckForNull DeploymentStatus status,
        @CheckForNull String environment,
        @CheckForNull String text) {
    public static final HistoryFilter ALL = new HistoryFilter(null, null, null);

    boolean accepts(RunSummary run) {
        return text == null || words(run).filter(Objects::nonNull).anyMatch(this::contains);
    }

    private boolean contains(String word) {
        return word.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> words(RunSummary run) {
        return Stream.concat(
                Stream.of(
                        run.name(),
                        run.title(),
                        run.commit(),
                        run.trigger() == null ? null : run.trigger().user(),
                        run.image() == null ? null : run.image().reference()),
                run.deployments().stream()
                        .flatMap(deployment -> Stream.of(
                                deployment.id(),
                                deployment.environment(),
                                deployment.image(),
                                deployment.commit(),
                                deployment.target() == null
                                        ? null
                                        : deployment.target().workload(),
                                deployment.trigger() == null
                                        ? null
                                        : deployment.trigger().user(),
                                deployment.reason(),
                                deployment.rollbackReason())));
    }
}
