package io.jenkins.plugins.autodeploy.engine.deploy.order;

import java.util.Optional;

/**
 * Whether a deployment would put something older in the place of what is live. Pure.
 *
 * <p>What counts is the version that is live, and no version that was live once: one that was taken back was found wrong, and what came before it is newer than what runs now.
 */
public final class Outdated {
    private static final int SHORT_COMMIT = 10;

    private Outdated() {}

    /** @return why it would be older, as a clause; empty when it would not, or when too little is known of either */
    public static Optional<String> reason(Provenance asked, Provenance live) {
        if (asked.job() != null && asked.job().equals(live.job()) && asked.build() < live.build()) {
            return Optional.of("build %1$s#%2$d is older than %1$s#%3$d, which brought what is live"
                    .formatted(asked.job(), asked.build(), live.build()));
        }
        if (isDated(asked)
                && isDated(live)
                && !asked.commit().equals(live.commit())
                && asked.commitTime().isBefore(live.commitTime())) {
            return Optional.of("commit %s of %s is older than %s of %s, which is live"
                    .formatted(brief(asked.commit()), asked.commitTime(), brief(live.commit()), live.commitTime()));
        }
        return Optional.empty();
    }

    private static boolean isDated(Provenance version) {
        return version.commit() != null && version.commitTime() != null;
    }

    private static String brief(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }
}
