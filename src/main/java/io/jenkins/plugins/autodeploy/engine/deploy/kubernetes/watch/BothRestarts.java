package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Restarts;
import java.util.function.Supplier;

/** Restarts of a version and of the one that it is compared with. */
record BothRestarts(Supplier<WorkloadView> canary, Supplier<WorkloadView> stable) implements Restarts {
    @Override
    public int ofCanary() {
        return canary.get().restarts();
    }

    @Override
    public Integer ofStable() {
        return stable.get().restarts();
    }
}
