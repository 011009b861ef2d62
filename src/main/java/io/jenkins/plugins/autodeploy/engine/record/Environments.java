package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState.Release;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells from the deployments to a target what runs there now. */
final class Environments {
    private static final int MOST_CANDIDATES = 10;

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

    /** Whether older releases could not change the answer of {@link #state}. */
    static boolean isSettled(List<Release> newestFirst) {
        Release current = newestFirst.isEmpty() ? null : current(newestFirst);
        return current != null && candidates(newestFirst, current).size() == MOST_CANDIDATES;
    }

    @CheckForNull
    private static Release current(List<Release> newestFirst) {
        return newestFirst.stream().filter(Environments::worked).findFirst().orElse(null);
    }

    /** One release per image; never the image that runs now. */
    private static List<Release> candidates(List<Release> newestFirst, @CheckForNull Release current) {
        List<Release> candidates = new ArrayList<>();
        Set<String> images = new HashSet<>();
        if (current != null) {
            images.add(current.deployment().image());
        }
        for (Release release : newestFirst) {
            if (candidates.size() < MOST_CANDIDATES
                    && worked(release)
                    && images.add(release.deployment().image())) {
                candidates.add(release);
            }
        }
        return candidates;
    }

    private static boolean worked(Release release) {
        return release.deployment().status() == DeploymentStatus.SUCCEEDED
                && !release.deployment().rolledBack();
    }
}
