package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInMachine;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInOrder;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInResult;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan;
import java.io.File;
import java.io.IOException;
import jenkins.MasterToSlaveFileCallable;

/** Runs the built-in checks on the agent that holds the files. */
public final class AgentBuiltInMachine implements BuiltInMachine {
    private final FilePath root;

    public AgentBuiltInMachine(FilePath root) {
        this.root = root;
    }

    @Override
    public BuiltInResult scan(BuiltInOrder order) throws IOException, InterruptedException {
        return root.act(new Scan(order));
    }

    private static final class Scan extends MasterToSlaveFileCallable<BuiltInResult> {
        private static final long serialVersionUID = 1L;
        private final BuiltInOrder order;

        Scan(BuiltInOrder order) {
            this.order = order;
        }

        @Override
        public BuiltInResult invoke(File root, VirtualChannel channel) throws IOException {
            return BuiltInScan.scan(root.toPath(), order);
        }
    }
}
