package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import java.io.IOException;

/** Runs {@link BuiltInScan} on the machine that holds the files: here on a terminal, in one callable on the agent in Jenkins. */
@FunctionalInterface
public interface BuiltInMachine {
    /**
     * @throws java.io.InterruptedIOException when the thread that works there was interrupted
     * @throws IOException when the files cannot be reached or read
     */
    BuiltInResult scan(BuiltInOrder order) throws IOException, InterruptedException;
}
