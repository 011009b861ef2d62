package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.EnvironmentSpecific;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.NodeSpecific;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolProperty;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A directory with the programs of scanners, which administrators offer under Manage Jenkins » Tools; it may lie elsewhere on each node, and be put there by an installer. */
public final class ScannerTool extends ToolInstallation
        implements NodeSpecific<ScannerTool>, EnvironmentSpecific<ScannerTool> {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ScannerTool(String name, String home, List<? extends ToolProperty<?>> properties) {
        super(Util.fixEmptyAndTrim(name), Util.fixEmptyAndTrim(home), properties);
    }

    /**
     * The directory of an installation on a node. Installs it there where that is configured.
     *
     * @param node on which the step runs
     * @throws InvalidInputException when there is no such installation, or it has no directory there
     */
    public static String home(String name, Node node, EnvVars environment, TaskListener listener)
            throws InvalidInputException, IOException, InterruptedException {
        ScannerTool[] installations =
                ExtensionList.lookupSingleton(DescriptorImpl.class).getInstallations();
        List<String> names =
                Arrays.stream(installations).map(ScannerTool::getName).toList();
        int at = names.indexOf(name);
        if (at < 0) {
            throw new InvalidInputException(
                    "tool", name, "one of the security scanners under Manage Jenkins \u00bb Tools: " + names);
        }
        String home = installations[at].translate(node, environment, listener).getHome();
        if (Util.fixEmpty(home) == null) {
            throw new InvalidInputException("tool", name, "a security scanner with a directory on this node");
        }
        return home;
    }

    @Override
    public ScannerTool forNode(@NonNull Node node, TaskListener listener) throws IOException, InterruptedException {
        return new ScannerTool(
                getName(), translateFor(node, listener), getProperties().toList());
    }

    @Override
    public ScannerTool forEnvironment(EnvVars environment) {
        return new ScannerTool(
                getName(), environment.expand(getHome()), getProperties().toList());
    }

    /** Describes the tool to Jenkins and keeps its installations. */
    @Extension
    @Symbol("securityScanner")
    public static final class DescriptorImpl extends ToolDescriptor<ScannerTool> {
        public DescriptorImpl() {
            load();
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ScannerTool_displayName();
        }

        @Override
        public void setInstallations(ScannerTool... installations) {
            super.setInstallations(installations);
            save();
        }
    }
}
