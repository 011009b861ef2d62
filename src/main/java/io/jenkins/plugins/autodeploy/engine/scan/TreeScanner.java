package io.jenkins.plugins.autodeploy.engine.scan;

import java.io.IOException;

/** Runs {@link BuiltInScan} on the machine that holds the files: here on a terminal, in one callable on the agent in Jenkins. */
@FunctionalInterface
public interface TreeScanner {
    /** @param directory relative to the workspace's root */
    TreeFindings scan(String directory) throws IOException, InterruptedException;
}
