package io.jenkins.plugins.autodeploy.engine.image.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which tags an image gets. */
public final class ImageTags {
    private static final int SHORT_COMMIT = 7;
    private static final String LATEST = "latest";

    private ImageTags() {}

    /**
     * The user's own tags, else the short commit where there is one and the number of the run; then those that move.
     *
     * @param given empty for the default
     * @param run the number of the build or run
     * @param latest whether {@code latest} is one of them
     * @param environment gets its own tag {@code ENVIRONMENT-latest}; null for none
     */
    public static List<String> of(
            List<String> given,
            @CheckForNull String commit,
            int run,
            boolean latest,
            @CheckForNull String environment) {
        Set<String> tags = new LinkedHashSet<>(given);
        if (given.isEmpty()) {
            if (commit != null) {
                tags.add(commit.substring(0, Math.min(SHORT_COMMIT, commit.length())));
            }
            tags.add(String.valueOf(run));
        }
        if (latest) {
            tags.add(LATEST);
        }
        if (environment != null) {
            tags.add(environment + "-" + LATEST);
        }
        return new ArrayList<>(tags);
    }
}
