package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState.Release;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells from the deployments to a target what runs there now. */
final class Environments {
    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_RUNS_FOR_CANDIDATES = 100;
    private static final int MOST_RUNS_FOR_CURRENT = 1000;

    private Environments() {}

    /**
     * @param newestFirst releases to one target of one environment, at least one
     */
    static EnvironmentState state(List<Release> newestFirst) {
        Release last = newestFirst.get(0);
        Release current = current(newestFirst);
        return new EnvironmentState(
                last.deployment().environment(),
                last.deployment().target(),
                current,
                last,
                candidates(newestFirst, current));
    }

    /**
     * Whether to look at older runs no more: they could not change the answer of {@link #state}, or are too far back for anybody to go back to. A job may have deployed the same image ten thousand times.
     *
     * @param runs how many runs the releases come from
     */
    static boolean isSettled(List<Release> newestFirst, int runs) {
        Release current = newestFirst.isEmpty() ? null : current(newestFirst);
        if (current == null) {
            return runs >= MOST_RUNS_FOR_CURRENT;
        }
        return runs >= MOST_RUNS_FOR_CANDIDATES
                || candidates(newestFirst, current).size() == MOST_CANDIDATES;
    }

    @CheckForNull
    private static Release current(List<Release> newestFirst) {
        return newestFirst.stream().filter(Environments::worked).findFirst().orElse(null);
    }

    /**
     * One release per image; never the image that runs now. When it runs because somebody went back to it, what came before it at first comes
     * first, and what they went away from last.
     */
    private static List<Release> candidates(List<Release> newestFirst, @CheckForNull Release current) {
        if (current == null) {
            return List.of();
        }
        List<Release> worked = newestFirst.stream().filter(Environments::worked).toList();
        int first = IntStream.range(1, worked.size())
                .filter(i -> image(worked.get(i)).equals(image(current)))
                .findFirst()
                .orElse(0);
        Set<String> images = new HashSet<>(Set.of(image(current)));
        return Stream.concat(worked.stream().skip(first), worked.stream().limit(first))
                .filter(release -> images.add(image(release)))
                .limit(MOST_CANDIDATES)
                .toList();
    }

    private static String image(Release release) {
        return release.deployment().image();
    }

    private static boolean worked(Release release) {
        return release.deployment().status() == DeploymentStatus.SUCCEEDED
                && !release.deployment().rolledBack();
    }
}
