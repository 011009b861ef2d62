package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** How often the containers of the versions that run were restarted so far, all together. */
@FunctionalInterface
public interface Restarts {
    int ofCanary();

    /** Null where no old version runs, or where its restarts are not known. */
    @CheckForNull
    default Integer ofStable() {
        return null;
    }
}
