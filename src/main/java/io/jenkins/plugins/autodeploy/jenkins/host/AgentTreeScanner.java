package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.autodeploy.engine.scan.BuiltInScan;
import io.jenkins.plugins.autodeploy.engine.scan.TreeFindings;
import io.jenkins.plugins.autodeploy.engine.scan.TreeScanner;
import java.io.File;
import java.io.IOException;
import jenkins.MasterToSlaveFileCallable;

/** Runs the built-in checks on the agent that holds the files. */
public final class AgentTreeScanner implements TreeScanner {
    private final FilePath root;

    public AgentTreeScanner(FilePath root) {
        this.root = root;
    }

    @Override
    public TreeFindings scan(String directory) throws IOException, InterruptedException {
        return root.act(new Scan(directory));
    }

    private static final class Scan extends MasterToSlaveFileCallable<TreeFindings> {
        private static final long serialVersionUID = 1L;
        private final String directory;

        Scan(String directory) {
            this.directory = directory;
        }

        @Override
        public TreeFindings invoke(File root, VirtualChannel channel) throws IOException {
            return BuiltInScan.scan(root.toPath(), directory);
        }
    }
}
