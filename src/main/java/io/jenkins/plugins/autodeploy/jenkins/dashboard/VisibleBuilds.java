package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import hudson.model.Job;
import io.jenkins.plugins.autodeploy.engine.live.QueueApi;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/**
 * The builds of the jobs that whoever asks may see.
 *
 * @param root path of Jenkins on its server, without a slash at its end
 */
record VisibleBuilds(String root) implements QueueApi.VisibleRuns {
    @Override
    public Optional<QueueApi.RunLabel> find(String job, int run) {
        try {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(job, Job.class))
                    .map(found -> new QueueApi.RunLabel(
                            "%s #%d".formatted(found.getFullDisplayName(), run),
                            "%s/%s%d/".formatted(root, found.getUrl(), run)));
        } catch (AccessDeniedException e) {
            return Optional.empty(); // it may be known that the job exists, and no more
        }
    }
}
