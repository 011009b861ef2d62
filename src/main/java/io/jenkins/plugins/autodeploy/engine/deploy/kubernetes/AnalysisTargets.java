package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisTarget;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;

/** Whose time series an analysis asks for. Pure. */
final class AnalysisTargets {
    private final Change change;
    private final Deployment record;

    AnalysisTargets(Change change, Deployment record) {
        this.change = change;
        this.record = record;
    }

    /** The version that has taken the other one's place. */
    AnalysisTarget alone() {
        return target("namespace=\"%s\",pod=~\"%s-.+\"".formatted(change.namespace(), change.workload()), null);
    }

    /** The version that is tried in the second workload. */
    AnalysisTarget beside(String second) {
        return target(pods(second), pods(change.workload()));
    }

    /** A Deployment's pods: its name, its replica set's and the pod's own part; so that {@code web} is not {@code web-canary} too. */
    private String pods(String workload) {
        return "namespace=\"%s\",pod=~\"%s-[a-z0-9]+-[a-z0-9]+\"".formatted(change.namespace(), workload);
    }

    private AnalysisTarget target(String canary, @CheckForNull String stable) {
        return new AnalysisTarget(
                change.workload(), change.namespace(), change.id(), record.image(), record.url(), canary, stable);
    }
}
